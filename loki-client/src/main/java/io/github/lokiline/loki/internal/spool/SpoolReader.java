package io.github.lokiline.loki.internal.spool;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the log from its oldest unread record on, one record in memory at a time. Owned by the spool's thread. */
final class SpoolReader {

    /** A process out of file descriptors gets some back; a broken sector stays broken. */
    static final int MAX_FAILURES = 10;

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SpoolContext context;
    private final Segments segments;
    private final Window window;
    private final Consumer<Segment> left;
    private final RecordFormat format;
    private final RecordFinder finder;
    private @Nullable Segment current;
    private int failures;
    private long resumeAtNanos;

    /** @param left is told of a segment when the reader goes on to another */
    SpoolReader(SpoolContext context, Segments segments, Window window, Consumer<Segment> left) {
        this.context = context;
        this.segments = segments;
        this.window = window;
        this.left = left;
        this.format = new RecordFormat(context.settings().endpointId(), window);
        this.finder = new RecordFinder(window);
    }

    @Nullable
    Stored next() {
        if (pauseNanos(context.nanoTime().getAsLong()) > 0) {
            return null;
        }
        Segment segment = segments.firstUnread();
        while (segment != null) {
            goTo(segment);
            try {
                Stored stored = read(segment);
                failures = 0;
                if (stored != null) {
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

    /** The segment that was read last: its file is best left open. */
    @Nullable
    Segment current() {
        return current;
    }

    /** Nanoseconds until the next try after a failure; 0 when there was none. */
    long pauseNanos(long nowNanos) {
        return failures == 0 ? 0 : Math.max(0, resumeAtNanos - nowNanos);
    }

    /** The next record of a segment; null at its end, and then nothing in it is unread any more. */
    private @Nullable Stored read(Segment segment) throws IOException {
        FoundRecord found = finder.find(segment.file, segment.readAt);
        while (found != null) {
            Stored stored = isWanted(segment, found) ? take(segment, found) : null;
            segment.readAt = found.next();
            segment.letGo(found.at());
            if (stored != null) {
                return stored;
            }
            found = finder.find(segment.file, segment.readAt);
        }
        segment.readAt = segment.file.bytes();
        loseUnread(segment);
        return null;
    }

    private static boolean isWanted(Segment segment, FoundRecord found) {
        RecordHeader header = found.header();
        return !header.isUnknownVersion()
                && !header.isDone()
                && !found.isCut()
                && segment.unreadRecords > 0
                && segment.isUnread(found.at());
    }

    private @Nullable Stored take(Segment segment, FoundRecord found) throws IOException {
        SpooledBatch batch = format.batch(segment.file, found);
        if (batch == null) {
            damaged(segment, found);
            return null;
        }
        if (!format.isOurs(segment.file, found)) {
            return null;
        }
        segments.unread(segment, -1, -batch.entries());
        return new Stored(new SpooledRef(segment, found.at(), batch.entries()), batch);
    }

    /** Damaged since it was counted; the next process shall not meet it again. */
    private void damaged(Segment segment, FoundRecord found) throws IOException {
        window.markDone(segment.file, found.at());
        int entries = found.header().entries();
        segment.waitingRecords--;
        segments.unread(segment, -1, -entries);
        tellDamaged(segment, entries);
        context.listener().lost(SpoolLoss.DAMAGED, entries);
    }

    /** What was counted and cannot even be found any more. */
    private void loseUnread(Segment segment) {
        if (segment.unreadRecords > 0) {
            tellDamaged(segment, segment.unreadEntries);
            segments.lose(segment, SpoolLoss.DAMAGED);
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
