package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All segments of all slots a spool has, in log order, and their sums. Owned by the spool's thread. */
public final class SegmentList {

    private static final Comparator<Segment> LOG_ORDER =
            Comparator.<Segment>comparingLong(segment -> segment.number).thenComparing(Segment::toString);

    private final SpoolContext context;
    private final List<Segment> inOrder = new ArrayList<>();
    private long bytes;
    private long unreadEntries;

    public SegmentList(SpoolContext context) {
        this.context = context;
    }

    /** Puts each at its place in time; gives them in that order. */
    public List<Segment> addAll(List<Segment> found) {
        inOrder.addAll(found);
        inOrder.sort(LOG_ORDER);
        found.forEach(segment -> bytes += segment.file.bytes());
        return found.stream().sorted(LOG_ORDER).collect(Collectors.toList());
    }

    /** One made now is the last, even if the clock was set back. */
    public void add(Segment made) {
        inOrder.add(made);
    }

    public List<Segment> inOrder() {
        return List.copyOf(inOrder);
    }

    public long bytes() {
        return bytes;
    }

    public long unreadEntries() {
        return unreadEntries;
    }

    public @Nullable Segment oldest() {
        return inOrder.isEmpty() ? null : inOrder.get(0);
    }

    /** The segment that is to be read next; null when there is none, or an older one is not counted yet. */
    public @Nullable Segment firstUnread() {
        for (Segment segment : inOrder) {
            if (!segment.counted) {
                return null;
            }
            if (segment.hasMore()) {
                return segment;
            }
        }
        return null;
    }

    public void grow(Segment segment, long by) {
        segment.file.grow(by);
        bytes += by;
    }

    public void waiting(Segment segment, long lastEpochNanos) {
        segment.waitingRecords++;
        segment.newestEpochNanos = Math.max(segment.newestEpochNanos, lastEpochNanos);
    }

    public void unread(Segment segment, int records, long entries) {
        segment.unreadRecords += records;
        segment.unreadEntries += entries;
        unreadEntries += entries;
    }

    public void done(Segment segment, RecordRef ref) {
        segment.waitingRecords--;
        if (segment.isUnread(ref.at)) {
            unread(segment, -1, -ref.entries);
            if (ref.at < segment.readAt) {
                segment.forgetPassed(ref.entries);
            }
        }
        segment.letGo(ref.at);
    }

    /** The caller gives a record back that it has read: it is unread again. */
    public void putBack(RecordRef ref) {
        Segment segment = ref.segment;
        segment.letGo(ref.at);
        unread(segment, 1, ref.entries);
        segment.pass(ref.at, ref.entries);
    }

    public void rewind() {
        inOrder.forEach(Segment::rewind);
    }

    /** The reader takes no more out of this segment: what it has not read is lost. */
    public void lose(Segment segment, SpoolLoss reason) {
        segment.rewind();
        loseAhead(segment, reason);
        segment.readAt = segment.file.bytes();
    }

    /** What the reader has not come to yet is lost. */
    public void loseAhead(Segment segment, SpoolLoss reason) {
        int records = segment.unreadRecords - segment.passedRecords;
        long entries = segment.unreadEntries - segment.passedEntries;
        segment.waitingRecords -= records;
        unread(segment, -records, -entries);
        if (entries > 0) {
            context.listener().lost(reason, entries);
        }
    }

    /** Closes its file, which opens again when it is needed. */
    public void close(Segment segment) {
        try {
            segment.file.close();
        } catch (IOException e) {
            context.trouble(segment.file.path(), "cannot be closed", e);
        }
    }

    /** Takes it off the disk, and its slot with it when that was another process's and is empty now. */
    public void delete(Segment segment) {
        inOrder.remove(segment);
        bytes -= segment.file.bytes();
        segment.gone = true;
        try {
            segment.file.close();
            Files.deleteIfExists(segment.file.path());
        } catch (IOException e) {
            context.trouble(segment.file.path(), "cannot be deleted; delete it by hand", e);
        }
        context.steps().reached(CrashPoint.AFTER_DELETE);
        segment.slot.removed();
    }
}
