package io.github.lokiline.client.internal.spool;

import java.util.concurrent.TimeUnit;

/** Deletes whole segments, the oldest first, when they take too much room or are too old. Owned by the spool's thread. */
final class SpoolRetention {

    private static final long AGE_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SpoolContext context;
    private final SegmentList segments;
    private final SpoolRecovery recovery;
    private final SpoolWriter writer;
    private long checkAtNanos;

    SpoolRetention(SpoolContext context, SegmentList segments, SpoolRecovery recovery, SpoolWriter writer) {
        this.context = context;
        this.segments = segments;
        this.recovery = recovery;
        this.writer = writer;
        this.checkAtNanos = context.nanoTime().getAsLong();
    }

    /**
     * Makes room for so many more bytes. Never much more than that at once, even where several slots together are far
     * too large: what must go is counted first, and that reads it.
     */
    void makeRoom(long wantedBytes) {
        long freedBytes = 0;
        Segment oldest = segments.oldest();
        while (oldest != null && isOver(wantedBytes) && freedBytes < wantedBytes) {
            freedBytes += oldest.file.bytes();
            makeRoomBy(oldest);
            oldest = segments.oldest();
        }
    }

    /** Deletes one segment when there is too much: after a start with a smaller bound, or with slots adopted. */
    void shrink() {
        Segment oldest = segments.oldest();
        if (oldest != null && isOver(0)) {
            makeRoomBy(oldest);
        }
    }

    private boolean isOver(long wantedBytes) {
        return segments.bytes() + wantedBytes > context.settings().maxBytes();
    }

    private void makeRoomBy(Segment oldest) {
        recovery.ensureCounted(oldest);
        drop(oldest, SpoolLoss.FULL);
    }

    /** A wrong time in one segment must not keep the others, so all are looked at; once a second is often enough. */
    void dropExpired() {
        long now = context.nanoTime().getAsLong();
        if (now - checkAtNanos < 0) {
            return;
        }
        checkAtNanos = now + AGE_CHECK_NANOS;
        long oldestEpochNanos = context.oldestEpochNanos();
        for (Segment segment : segments.inOrder()) {
            if (segment.counted && segment.newestEpochNanos < oldestEpochNanos) {
                drop(segment, SpoolLoss.EXPIRED);
            }
        }
    }

    private void drop(Segment segment, SpoolLoss reason) {
        segments.lose(segment, reason);
        if (segment == writer.active()) {
            writer.abandon();
        }
        segments.delete(segment);
    }
}
