package io.github.lokiline.client.internal.spool;

import io.github.lokiline.client.DropReason;
import java.util.concurrent.TimeUnit;

/** Deletes whole segments, the oldest first, when they exceed the limits of size or age. Owned by the spool's thread. */
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
     * Deletes segments until so many more bytes fit, but never much more than that at once, even if several slots together
     * are far above the limit: a segment is counted before it is deleted, which reads it.
     */
    void makeRoom(long wantedBytes) {
        long freedBytes = 0;
        Segment oldest = segments.oldest();
        while (oldest != null && isOver(wantedBytes) && freedBytes < wantedBytes) {
            freedBytes += oldest.file.bytes();
            dropFull(oldest);
            oldest = segments.oldest();
        }
    }

    /** Deletes one segment if the limit is exceeded: it was reduced since the last start, or slots were adopted. */
    void shrink() {
        Segment oldest = segments.oldest();
        if (oldest != null && isOver(0)) {
            dropFull(oldest);
        }
    }

    private boolean isOver(long wantedBytes) {
        return segments.bytes() + wantedBytes > context.config().maxBytes();
    }

    private void dropFull(Segment oldest) {
        recovery.ensureCounted(oldest);
        drop(oldest, DropReason.SPOOL_FULL);
    }

    /** Deletes expired segments, at most once a second. Checks all: a wrong time in one must not keep the others. */
    void dropExpired() {
        long now = context.nanoTime().getAsLong();
        if (now - checkAtNanos < 0) {
            return;
        }
        checkAtNanos = now + AGE_CHECK_NANOS;
        long oldestEpochNanos = context.oldestEpochNanos();
        for (Segment segment : segments.inOrder()) {
            if (segment.counted && segment.isOlderThan(oldestEpochNanos)) {
                drop(segment, DropReason.SPOOL_EXPIRED);
            }
        }
    }

    private void drop(Segment segment, DropReason reason) {
        segments.lose(segment, reason);
        if (segment == writer.active()) {
            writer.abandon();
        }
        segments.delete(segment);
    }
}
