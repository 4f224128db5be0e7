package io.github.lokiline.client.internal.spool;

import io.github.lokiline.client.DropReason;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log from its oldest unread record on, one record in memory at a time. Passes over records that the caller does
 * not want yet, a few megabytes per call, until the caller rewinds. Owned by the spool's thread.
 */
final class SpoolReader {
    /** Limit for the bytes passed in one call, during which live entries wait. */
    private static final long MAX_PASSED_BYTES = 4L << 20;

    /** A process may get file descriptors back; a broken sector stays broken. */
    static final int MAX_FAILURES = 10;

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SpoolContext context;
    private final SegmentList segments;
    private final RecordCodec codec;
    private final SpoolWriter writer;
    private @Nullable Segment current;
    private int failures;
    private long resumeAtNanos;
    private long passedBytes;

    SpoolReader(SpoolContext context, SegmentList segments, RecordCodec codec, SpoolWriter writer) {
        this.context = context;
        this.segments = segments;
        this.codec = codec;
        this.writer = writer;
    }

    /**
     * Returns the next wanted record, or null at the end.
     *
     * @param wanted tests the tenant and the labels of a batch
     */
    @Nullable
    StoredRecord next(BiPredicate<String, String> wanted) {
        passedBytes = 0;
        if (pauseNanos(context.nanoTime().getAsLong()) > 0) {
            return null;
        }
        for (Segment segment = segments.firstUnread(); segment != null; segment = segments.firstUnread()) {
            moveTo(segment);
            try {
                StoredRecord stored = read(segment, wanted);
                failures = 0;
                if (stored != null || hasPassedEnough()) {
                    return stored;
                }
            } catch (IOException e) {
                failed(segment, e);
                return null;
            }
            moveTo(null);
        }
        return null;
    }

    private void moveTo(@Nullable Segment segment) {
        Segment before = current;
        current = segment;
        if (before != null && before != segment) {
            tidy(before);
        }
    }

    /** Deletes a segment whose records are all done; closes the file of one that is neither written nor read. */
    void tidy(Segment segment) {
        if (segment == writer.active()) {
            writer.retireIfIdle();
        } else if (segment.isFinished() && !segment.gone) {
            segments.delete(segment);
        } else if (segment != current) {
            segments.close(segment);
        }
    }

    /** Returns whether the last call returned early because it had passed over {@link #MAX_PASSED_BYTES}. */
    boolean hasPassedEnough() {
        return passedBytes >= MAX_PASSED_BYTES;
    }

    /** Returns the nanoseconds until the next attempt after a failure, or 0 without one. */
    long pauseNanos(long nowNanos) {
        return failures == 0 ? 0 : Math.max(0, resumeAtNanos - nowNanos);
    }

    /** Returns the next record of a segment; null at its end, where no unread record is left, or after enough bytes. */
    private @Nullable StoredRecord read(Segment segment, BiPredicate<String, String> wanted) throws IOException {
        RecordHeader record = codec.find(segment.file, segment.readAt);
        while (record != null) {
            StoredRecord stored = isReadable(segment, record) ? take(segment, record, wanted) : null;
            segment.readAt = record.next();
            if (stored != null || hasPassedEnough()) {
                return stored;
            }
            record = codec.find(segment.file, segment.readAt);
        }
        segment.readAt = segment.file.bytes();
        if (segment.entriesAhead() > 0) {
            // These were counted, but their headers are not found any more.
            reportDamage(segment, segment.entriesAhead());
            segments.loseAhead(segment, DropReason.SPOOL_DAMAGED);
        }
        return null;
    }

    private static boolean isReadable(Segment segment, RecordHeader record) {
        return !record.isUnknownVersion()
                && !record.isDone()
                && !record.isCut()
                && segment.entriesAhead() > 0
                && segment.isUnread(record.at());
    }

    private @Nullable StoredRecord take(Segment segment, RecordHeader record, BiPredicate<String, String> wanted)
            throws IOException {
        RecordData batch = codec.batch(segment.file, record);
        if (batch == null) {
            dropDamaged(segment, record);
            return null;
        }
        if (!codec.isOfEndpoint(segment.file, record)) {
            return null;
        }
        if (!context.check().isBatch(batch)) {
            dropDamaged(segment, record);
            return null;
        }
        if (!wanted.test(batch.tenant(), batch.labels())) {
            segment.pass(record.at(), batch.entries());
            passedBytes += record.recordBytes();
            return null;
        }
        return new StoredRecord(segments.take(segment, record), batch);
    }

    /** Drops a record that was damaged after it was counted. It is marked as done so that it is not counted again. */
    private void dropDamaged(Segment segment, RecordHeader record) throws IOException {
        segment.file.markDone(record.at());
        segments.addUnread(segment, -record.entries());
        reportDamage(segment, record.entries());
        context.listener().lost(DropReason.SPOOL_DAMAGED, record.entries());
    }

    private void reportDamage(Segment segment, long entries) {
        context.listener()
                .trouble("spool segment \"" + segment + "\": damaged, entries lost: " + entries
                        + "; look after the disk");
    }

    private void failed(Segment segment, IOException cause) {
        context.trouble(segment.file.path(), "cannot be read", cause);
        failures++;
        resumeAtNanos = context.nanoTime().getAsLong() + PAUSE_NANOS;
        if (failures >= MAX_FAILURES) {
            failures = 0;
            segment.keep();
            segments.lose(segment, DropReason.SPOOL_DAMAGED);
        }
        moveTo(null);
    }
}
