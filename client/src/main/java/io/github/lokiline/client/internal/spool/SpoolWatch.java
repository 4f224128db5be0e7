package io.github.lokiline.client.internal.spool;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Notices within a second that somebody has removed the spool's files while it is used. What was written to them would not
 * be found again, although the open files still take it. Owned by the spool's thread.
 */
final class SpoolWatch {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SpoolContext context;
    private final SpoolSlots slots;
    private final SegmentList segments;
    private final SpoolRecovery recovery;
    private final SpoolWriter writer;
    private long checkAtNanos;

    SpoolWatch(
            SpoolContext context, SpoolSlots slots, SegmentList segments, SpoolRecovery recovery, SpoolWriter writer) {
        this.context = context;
        this.slots = slots;
        this.segments = segments;
        this.recovery = recovery;
        this.writer = writer;
        this.checkAtNanos = context.nanoTime().getAsLong() + INTERVAL_NANOS;
    }

    /** Returns nanoseconds until the next check; {@link Long#MAX_VALUE} while nothing on disk is needed. */
    long waitNanos(long nowNanos) {
        return segments.areFinished() ? Long.MAX_VALUE : Math.max(0, checkAtNanos - nowNanos);
    }

    boolean isDue(long nowNanos) {
        return nowNanos - checkAtNanos >= 0;
    }

    /** Gives up what is gone and takes a new slot in place of one that is. */
    void check() {
        checkAtNanos = context.nanoTime().getAsLong() + INTERVAL_NANOS;
        List<SpoolSlot> gone = slots.removeMissing();
        List<Segment> missing = segments.inOrder().stream()
                .filter(segment -> segment.slot.isReleased() || isMissing(segment))
                .toList();
        boolean isAnyGone = !gone.isEmpty() || !missing.isEmpty();
        try {
            missing.forEach(this::giveUp);
            if (slots.own().isReleased() && slots.renewOwn()) {
                writer.use(slots.own());
            }
        } finally {
            if (isAnyGone) {
                // After an error, too: nobody else remembers what has to be written again.
                context.listener().removed();
            }
        }
        if (isAnyGone) {
            context.listener()
                    .trouble("spool \"" + context.config().directory() + "\": files were removed while they are in use;"
                            + " what is in memory is written again. Remove them only after the process has ended");
        }
    }

    /** Only the newest is written and could take more and more; a missing older one shows when it is read. */
    private boolean isMissing(Segment segment) {
        return segment == writer.active() && Files.notExists(segment.file.path());
    }

    private void giveUp(Segment segment) {
        if (segment == writer.active()) {
            writer.abandon();
        }
        recovery.remove(segment);
        segments.giveUp(segment);
    }
}
