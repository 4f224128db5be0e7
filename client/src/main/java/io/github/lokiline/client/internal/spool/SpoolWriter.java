package io.github.lokiline.client.internal.spool;

import io.github.lokiline.client.FsyncPolicy;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Appends records to the newest segment, starts new segments and forces them to the disk. Owned by the spool's thread. */
final class SpoolWriter {
    private static final long FORCE_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A segment whose records are all done is replaced once it exceeds this part of a full one. */
    private static final int IDLE_PART = 8;

    private final SpoolContext context;
    private final SegmentList segments;
    private SpoolSlot slot;
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

    /** Returns null if the record could not be written. The torn end is removed and the next append starts a segment. */
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
            context.trouble(context.config().directory(), "cannot be written, batches stay in memory", e);
            return null;
        }
    }

    private RecordRef write(Segment segment, byte[] front, RecordData batch, boolean held) throws IOException {
        long at = segment.file.bytes();
        segment.file.write(front, batch.body());
        if (context.config().fsync() == FsyncPolicy.ALWAYS) {
            force(segment);
        }
        segments.grow(segment, (long) front.length + batch.body().length);
        segment.addTime(batch.lastEpochNanos());
        if (held) {
            segment.hold(at);
        } else {
            segments.addUnread(segment, batch.entries());
        }
        forceLater();
        context.crashPoints().accept(CrashPoint.AFTER_APPEND);
        return new RecordRef(segment, at, batch.entries());
    }

    private void forceLater() {
        if (context.config().fsync() == FsyncPolicy.INTERVAL && !unforced) {
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
            context.crashPoints().accept(CrashPoint.AFTER_ROLL);
        }
        return segment;
    }

    private void cutBack(Segment segment) {
        try {
            segment.file.cutBack();
        } catch (IOException e) {
            // The rest stays behind the committed bytes; nothing is ever written behind it.
            context.trouble(segment.file.path(), "cannot be cut back to its last whole batch", e);
        }
        retire();
    }

    /** The next segments go to another slot. */
    void use(SpoolSlot another) {
        slot = another;
    }

    /** Stops writing to the newest segment, which is about to be deleted. */
    void abandon() {
        active = null;
        unforced = false;
    }

    /** Stops writing to the newest segment, which is deleted if all its records are done. */
    void retire() {
        Segment segment = active;
        if (segment == null) {
            return;
        }
        boolean finished = segment.isFinished();
        if (context.config().fsync() != FsyncPolicy.NONE && !finished) {
            forceOrReport(segment);
        }
        abandon();
        if (finished) {
            segments.delete(segment);
        } else {
            segments.close(segment);
        }
    }

    /** Retires the newest segment if all its records are done and it is large enough to be worth a new file. */
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
            forceOrReport(segment);
        }
    }

    /** Returns the nanoseconds until {@link #forceIfDue} has something to do. */
    long waitNanos(long nowNanos) {
        return unforced ? Math.max(0, forceAtNanos - nowNanos) : Long.MAX_VALUE;
    }

    private void forceOrReport(Segment segment) {
        try {
            force(segment);
        } catch (IOException e) {
            context.trouble(segment.file.path(), "cannot be forced to the disk; a power cut may cost what is in it", e);
        }
    }

    private void force(Segment segment) throws IOException {
        segment.file.force();
        context.crashPoints().accept(CrashPoint.AFTER_FORCE);
    }
}
