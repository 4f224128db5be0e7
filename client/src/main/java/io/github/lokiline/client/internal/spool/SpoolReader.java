package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log from its oldest unread record on, one record in memory at a time. What its caller does not want now it
 * passes over, a few megabytes at a time, and comes again only when told to. Owned by the spool's thread.
 */
final class SpoolReader {

    /** To be read at once without a result: live lines wait meanwhile. */
    static final long MAX_PASSED_BYTES = 4L << 20;

    /** A process out of file descriptors gets some back; a broken sector stays broken. */
    static final int MAX_FAILURES = 10;

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SpoolContext context;
    private final SegmentList segments;
    private final ReadBuffer window;
    private final Consumer<Segment> left;
    private final RecordCodec format;
    private final RecordScanner finder;
    private @Nullable Segment current;
    private int failures;
    private long resumeAtNanos;
    private long passedBytes;

    /**
     * Creates a reader at the start of the spool.
     *
     * @param left receives a segment when the reader goes on to another
     */
    SpoolReader(SpoolContext context, SegmentList segments, ReadBuffer window, Consumer<Segment> left) {
        this.context = context;
        this.segments = segments;
        this.window = window;
        this.left = left;
        this.format = new RecordCodec(context.settings().endpointId(), window);
        this.finder = new RecordScanner(window);
    }

    /**
     * Returns the next wanted record, or null at the end.
     *
     * @param wanted accepts the tenant and labels of a batch that is of use now
     */
    @Nullable
    StoredRecord next(BiPredicate<String, String> wanted) {
        passedBytes = 0;
        if (pauseNanos(context.nanoTime().getAsLong()) > 0) {
            return null;
        }
        Segment segment = segments.firstUnread();
        while (segment != null) {
            goTo(segment);
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
            goTo(null);
            segment = segments.firstUnread();
        }
        return null;
    }

    private void goTo(@Nullable Segment segment) {
        Segment before = current;
        current = segment;
        if (before != null && before != segment) {
            left.accept(before);
        }
    }

    /** The last call found nothing, but has not looked at all. */
    boolean hasPassedEnough() {
        return passedBytes >= MAX_PASSED_BYTES;
    }

    /** The segment that was read last: its file is best left open. */
    @Nullable
    Segment current() {
        return current;
    }

    /** Nanoseconds until the next try after a failure; 0 when there was none. */
    long pauseNanos(long nowNanos) {
        return failures == 0 ? 0 : Math.max(0, resumeAtNanos - nowNanos);
    }

    /** The next record of a segment; null at its end, and then nothing in it is ahead, or when enough was passed. */
    private @Nullable StoredRecord read(Segment segment, BiPredicate<String, String> wanted) throws IOException {
        ScannedRecord found = finder.find(segment.file, segment.readAt);
        while (found != null) {
            StoredRecord stored = mayBeTaken(segment, found) ? take(segment, found, wanted) : null;
            segment.readAt = found.next();
            if (stored != null || hasPassedEnough()) {
                return stored;
            }
            found = finder.find(segment.file, segment.readAt);
        }
        segment.readAt = segment.file.bytes();
        loseUnread(segment);
        return null;
    }

    private static boolean mayBeTaken(Segment segment, ScannedRecord found) {
        RecordHeader header = found.header();
        return !header.isUnknownVersion()
                && !header.isDone()
                && !found.isCut()
                && segment.hasMore()
                && segment.isUnread(found.at());
    }

    private @Nullable StoredRecord take(Segment segment, ScannedRecord found, BiPredicate<String, String> wanted)
            throws IOException {
        RecordData batch = format.batch(segment.file, found);
        if (batch == null) {
            damaged(segment, found);
            return null;
        }
        if (!format.isOurs(segment.file, found)) {
            return null;
        }
        if (!wanted.test(batch.tenant(), batch.labels())) {
            segment.pass(found.at(), batch.entries());
            passedBytes += found.header().recordBytes();
            return null;
        }
        segments.unread(segment, -1, -batch.entries());
        segment.hold(found.at());
        return new StoredRecord(new RecordRef(segment, found.at(), batch.entries()), batch);
    }

    /** Damaged since it was counted; the next process shall not meet it again. */
    private void damaged(Segment segment, ScannedRecord found) throws IOException {
        window.markDone(segment.file, found.at());
        int entries = found.header().entries();
        segment.waitingRecords--;
        segments.unread(segment, -1, -entries);
        tellDamaged(segment, entries);
        context.listener().lost(SpoolLoss.DAMAGED, entries);
    }

    /** What was counted and cannot even be found any more. */
    private void loseUnread(Segment segment) {
        if (segment.hasMore()) {
            tellDamaged(segment, segment.unreadEntries - segment.passedEntries);
            segments.loseAhead(segment, SpoolLoss.DAMAGED);
        }
    }

    private void tellDamaged(Segment segment, long entries) {
        context.listener()
                .trouble("spool segment \"" + segment + "\": damaged, entries lost: " + entries
                        + "; look after the disk");
    }

    private void failed(Segment segment, IOException why) {
        context.trouble(segment.file.path(), "cannot be read", why);
        failures++;
        resumeAtNanos = context.nanoTime().getAsLong() + PAUSE_NANOS;
        if (failures >= MAX_FAILURES) {
            failures = 0;
            segment.keep();
            segments.lose(segment, SpoolLoss.DAMAGED);
        }
        goTo(null);
    }
}
