package io.github.lokiline.client.internal.spool;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A segment and the sums over its records; sums only, because it may have tens of thousands of records. Owned by the
 * spool's thread.
 *
 * <p>A record that is not done is <em>held</em> (the caller has it in memory) or <em>unread</em>. An unread record is
 * ahead of the reader, or <em>passed</em>: the reader skipped it and returns to it after a rewind.
 */
final class Segment {
    final SpoolSlot slot;
    /** Milliseconds since 1970, the name of the file. */
    final long number;

    final SegmentFile file;

    /** Positions of the held records: no more than fit into the caller's memory. */
    private final Set<Long> held = new HashSet<>();

    private long unreadEntries;
    private long passedEntries;
    private long firstPassedAt = Long.MAX_VALUE;
    private long newestEpochNanos = Long.MIN_VALUE;
    private boolean kept;

    /** The position of the reader. */
    long readAt;

    /** Set once all records of an earlier process are counted; always set in a segment of this process. */
    boolean counted;

    /** Set when the segment is deleted: references to its records have no effect any more. */
    boolean gone;

    /** Set when somebody else has removed the file. */
    boolean removed;

    Segment(SpoolSlot slot, long number, SegmentFile file, boolean counted) {
        this.slot = slot;
        this.number = number;
        this.file = file;
        this.counted = counted;
    }

    void addTime(long lastEpochNanos) {
        newestEpochNanos = Math.max(newestEpochNanos, lastEpochNanos);
    }

    boolean isOlderThan(long epochNanos) {
        return newestEpochNanos < epochNanos;
    }

    void hold(long recordAt) {
        held.add(recordAt);
    }

    void letGo(long recordAt) {
        held.remove(recordAt);
    }

    /** Returns whether a record that is not done is still to be read. */
    boolean isUnread(long recordAt) {
        return !held.contains(recordAt);
    }

    void addUnread(long entries) {
        unreadEntries += entries;
    }

    long unreadEntries() {
        return unreadEntries;
    }

    /** Leaves an unread record behind the reader. */
    void pass(long recordAt, int entries) {
        passedEntries += entries;
        firstPassedAt = Math.min(firstPassedAt, recordAt);
    }

    /** Forgets an unread record that is done; one behind the reader was passed. */
    void forgetUnread(long recordAt, int entries) {
        unreadEntries -= entries;
        passedEntries -= recordAt < readAt ? entries : 0;
    }

    /** Moves the reader back to the first record that it passed. */
    void rewind() {
        readAt = Math.min(readAt, firstPassedAt);
        passedEntries = 0;
        firstPassedAt = Long.MAX_VALUE;
    }

    /** Returns the entries that are ahead of the reader. */
    long entriesAhead() {
        return unreadEntries - passedEntries;
    }

    /** Leaves the file to the limits of size and age: it has records of others, or could not be read. */
    void keep() {
        kept = true;
        // A record that cannot be read has no time; the time of the file is used instead.
        addTime(TimeUnit.MILLISECONDS.toNanos(number));
    }

    /** Returns whether all records are done. */
    boolean isFinished() {
        return counted && !kept && unreadEntries == 0 && held.isEmpty();
    }

    @Override
    public String toString() {
        return file.path().toString();
    }
}
