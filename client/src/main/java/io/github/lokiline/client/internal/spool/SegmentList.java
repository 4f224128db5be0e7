package io.github.lokiline.client.internal.spool;

import io.github.lokiline.client.DropReason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The segments of all slots of a spool, in log order, and their sums. Owned by the spool's thread. */
final class SegmentList {
    private static final Comparator<Segment> LOG_ORDER =
            Comparator.<Segment>comparingLong(segment -> segment.number).thenComparing(Segment::toString);

    private final SpoolContext context;
    private final List<Segment> inOrder = new ArrayList<>();
    private long bytes;
    private long unreadEntries;

    SegmentList(SpoolContext context) {
        this.context = context;
    }

    /** Inserts segments at their places in time and returns them in that order. */
    List<Segment> addAll(List<Segment> found) {
        inOrder.addAll(found);
        inOrder.sort(LOG_ORDER);
        found.forEach(segment -> bytes += segment.file.bytes());
        return found.stream().sorted(LOG_ORDER).toList();
    }

    /** Appends a new segment, which is the last one even if the clock was set back. */
    void add(Segment created) {
        inOrder.add(created);
    }

    List<Segment> inOrder() {
        return List.copyOf(inOrder);
    }

    long bytes() {
        return bytes;
    }

    long unreadEntries() {
        return unreadEntries;
    }

    @Nullable
    Segment oldest() {
        return inOrder.isEmpty() ? null : inOrder.get(0);
    }

    /** Returns the segment to read next, or null if there is none or an older one is not counted yet. */
    @Nullable
    Segment firstUnread() {
        for (Segment segment : inOrder) {
            if (!segment.counted) {
                return null;
            }
            if (segment.entriesAhead() > 0) {
                return segment;
            }
        }
        return null;
    }

    void grow(Segment segment, long by) {
        segment.file.grow(by);
        bytes += by;
    }

    /** Adds unread entries, or removes them if {@code entries} is negative. */
    void addUnread(Segment segment, long entries) {
        segment.addUnread(entries);
        unreadEntries += entries;
    }

    /** Turns an unread record ahead of the reader into a held one. */
    RecordRef take(Segment segment, RecordHeader record) {
        // What needs memory comes first: a record that is neither held nor unread would be deleted.
        RecordRef ref = new RecordRef(segment, record.at(), record.entries());
        segment.hold(record.at());
        addUnread(segment, -record.entries());
        return ref;
    }

    /** Turns a held record into an unread one that the reader passed. */
    void putBack(RecordRef ref) {
        ref.segment().letGo(ref.at());
        addUnread(ref.segment(), ref.entries());
        ref.segment().pass(ref.at(), ref.entries());
    }

    void done(RecordRef ref) {
        if (ref.segment().isUnread(ref.at())) {
            ref.segment().forgetUnread(ref.at(), ref.entries());
            unreadEntries -= ref.entries();
        }
        ref.segment().letGo(ref.at());
    }

    void rewind() {
        inOrder.forEach(Segment::rewind);
    }

    /** Gives up all unread records of a segment. */
    void lose(Segment segment, DropReason reason) {
        segment.rewind();
        loseAhead(segment, reason);
        segment.readAt = segment.file.bytes();
    }

    /** Gives up the records ahead of the reader. */
    void loseAhead(Segment segment, DropReason reason) {
        long entries = segment.entriesAhead();
        addUnread(segment, -entries);
        if (entries > 0) {
            context.listener().lost(reason, entries);
        }
    }

    /** Closes the file of a segment until it is used again. */
    void close(Segment segment) {
        try {
            segment.file.close();
        } catch (IOException e) {
            context.trouble(segment.file.path(), "cannot be closed", e);
        }
    }

    /** Returns whether all records of all segments are done. */
    boolean areFinished() {
        return inOrder.stream().allMatch(Segment::isFinished);
    }

    /** Gives up a segment whose file somebody has removed; batches that are held as well are in memory only from now on. */
    void giveUp(Segment segment) {
        lose(segment, DropReason.SPOOL_DAMAGED);
        inOrder.remove(segment);
        bytes -= segment.file.bytes();
        segment.gone = true;
        segment.removed = true;
        close(segment);
        segment.slot.segmentDeleted();
    }

    /** Deletes a segment, and its slot if that is adopted and empty now. */
    void delete(Segment segment) {
        inOrder.remove(segment);
        bytes -= segment.file.bytes();
        segment.gone = true;
        try {
            segment.file.close();
            Files.deleteIfExists(segment.file.path());
        } catch (IOException e) {
            context.trouble(segment.file.path(), "cannot be deleted; delete it by hand", e);
        }
        context.crashPoints().accept(CrashPoint.AFTER_DELETE);
        segment.slot.segmentDeleted();
    }
}
