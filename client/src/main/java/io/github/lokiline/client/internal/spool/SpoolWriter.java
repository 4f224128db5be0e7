package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Appends records to the newest segment, rolls it, and forces it to the disk. Owned by the spool's thread. */
final class SpoolWriter {

    private static final long FORCE_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A segment in use with nothing waiting in it is worth deleting when it is larger than this part of a full one. */
    private static final int IDLE_PART = 8;

    private final SpoolContext context;
    private final SegmentList segments;
    private final SpoolSlot slot;
    private @Nullable Segment active;
    private long lastNumber;
    private boolean unforced;
    private long forceAtNanos;

    SpoolWriter(SpoolContext context, SegmentList segments, SpoolSlot slot) {
        this.context = context;
        this.segments = segments;
        this.slot = slot;
        this.lastNumber = segments.inOrder().stream()
                .mapToLong(segment -> segment.number)
                .max()
                .orElse(0);
    }

    @Nullable
    Segment active() {
        return active;
    }

    /** Null when it could not be written. Then the torn end is cut away, and the next append starts a new segment. */
    @Nullable
    RecordRef append(byte[] front, RecordData batch, boolean held) {
        try {
            Segment segment = segmentFor((long) front.length + batch.body().length);
            try {
                return write(segment, front, batch, held);
            } catch (IOException e) {
                cutBack(segment);
                throw e;
            }
        } catch (IOException e) {
            context.trouble(context.settings().directory(), "cannot be written, batches stay in memory", e);
            return null;
        }
    }

    private RecordRef write(Segment segment, byte[] front, RecordData batch, boolean held) throws IOException {
        long at = segment.file.bytes();
        segment.file.write(front, batch.body());
        if (context.settings().fsync() == Fsync.ALWAYS) {
            segment.file.force();
            context.steps().reached(CrashPoint.AFTER_FORCE);
        }
        segments.grow(segment, (long) front.length + batch.body().length);
        segments.waiting(segment, batch.lastEpochNanos());
        if (held) {
            segment.hold(at);
        } else {
            segments.unread(segment, 1, batch.entries());
        }
        forceLater();
        context.steps().reached(CrashPoint.AFTER_APPEND);
        return new RecordRef(segment, at, batch.entries());
    }

    private void forceLater() {
        if (context.settings().fsync() == Fsync.INTERVAL && !unforced) {
            unforced = true;
            forceAtNanos = context.nanoTime().getAsLong() + FORCE_INTERVAL_NANOS;
        }
    }

    private Segment segmentFor(long recordBytes) throws IOException {
        Segment segment = active;
        if (segment != null && segment.file.bytes() + recordBytes > context.segmentBytes()) {
            retire();
            segment = null;
        }
        if (segment == null) {
            lastNumber = Math.max(context.epochMillis().getAsLong(), lastNumber + 1);
            segment = slot.newSegment(lastNumber);
            segments.add(segment);
            active = segment;
            context.steps().reached(CrashPoint.AFTER_ROLL);
        }
        return segment;
    }

    private void cutBack(Segment segment) {
        try {
            segment.file.cutBack();
        } catch (IOException e) {
            // What cannot be cut stays behind the bytes that count; nothing is ever written behind it.
            context.trouble(segment.file.path(), "cannot be cut back to its last whole batch", e);
        }
        retire();
    }

    /** Writes no more to the newest segment, which is about to be deleted. */
    void abandon() {
        active = null;
        unforced = false;
    }

    /** Writes no more to the newest segment; it goes at once when nothing in it waits. */
    void retire() {
        Segment segment = active;
        if (segment == null) {
            return;
        }
        if (context.settings().fsync() != Fsync.NONE && !segment.isFinished()) {
            force(segment);
        }
        abandon();
        if (segment.isFinished()) {
            segments.delete(segment);
        } else {
            segments.close(segment);
        }
    }

    /** The newest segment, when all in it is done and it has grown enough to be worth a new file. */
    void retireIfIdle() {
        Segment segment = active;
        if (segment != null && segment.isFinished() && segment.file.bytes() > context.segmentBytes() / IDLE_PART) {
            retire();
        }
    }

    void forceIfDue(long nowNanos) {
        Segment segment = active;
        if (unforced && segment != null && nowNanos - forceAtNanos >= 0) {
            unforced = false;
            force(segment);
        }
    }

    /** Nanoseconds until {@link #forceIfDue} has something to do. */
    long waitNanos(long nowNanos) {
        return unforced ? Math.max(0, forceAtNanos - nowNanos) : Long.MAX_VALUE;
    }

    private void force(Segment segment) {
        try {
            segment.file.force();
            context.steps().reached(CrashPoint.AFTER_FORCE);
        } catch (IOException e) {
            context.trouble(segment.file.path(), "cannot be forced to the disk; a power cut may cost what is in it", e);
        }
    }
}
