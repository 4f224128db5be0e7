package io.github.lokiline.client.internal.spool;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What is known of one segment beside its bytes: sums only, for a segment may have ten thousands of records. Owned by
 * the spool's thread; the sums are {@link SegmentList}' to change.
 */
public final class Segment {

    final SpoolSlot slot;
    /** Milliseconds since 1970, the file's name. */
    public final long number;

    public final SegmentFile file;

    /** Where the reader goes on. */
    public long readAt;

    public int waitingRecords;
    int unreadRecords;
    public long unreadEntries;

    /** Those of the unread records that lie behind the reader: it passed over them, and comes again. */
    int passedRecords;

    public long passedEntries;
    private long firstPassedAt = Long.MAX_VALUE;

    public long newestEpochNanos = Long.MIN_VALUE;

    /** Its records are counted; one of this process is from the start. */
    public boolean counted;

    private boolean kept;

    /** Deleted: what its readers still say of it changes nothing. */
    public boolean gone;

    /** The records that the caller has in memory: no more than it can hold. */
    private final Set<Long> held = new HashSet<>();

    public Segment(SpoolSlot slot, long number, SegmentFile file) {
        this.slot = slot;
        this.number = number;
        this.file = file;
    }

    public void hold(long recordAt) {
        held.add(recordAt);
    }

    void letGo(long recordAt) {
        held.remove(recordAt);
    }

    /** Whether a record that is not done is still to be read. */
    public boolean isUnread(long recordAt) {
        return !held.contains(recordAt);
    }

    /** The reader leaves an unread record behind. */
    public void pass(long recordAt, int entries) {
        passedRecords++;
        passedEntries += entries;
        firstPassedAt = Math.min(firstPassedAt, recordAt);
    }

    /** A record behind the reader is done, though it was never read. */
    void forgetPassed(int entries) {
        passedRecords--;
        passedEntries -= entries;
    }

    /** The reader starts again from the first record that it passed over. */
    void rewind() {
        readAt = Math.min(readAt, firstPassedAt);
        passedRecords = 0;
        passedEntries = 0;
        firstPassedAt = Long.MAX_VALUE;
    }

    /** Whether the reader finds anything when it goes on. */
    public boolean hasMore() {
        return unreadRecords > passedRecords;
    }

    /** It holds what is not ours to deliver, or could not be read: only the bounds may delete it. */
    public void keep() {
        kept = true;
        // What cannot be read has no time: the file's own stands for it.
        newestEpochNanos = Math.max(newestEpochNanos, TimeUnit.MILLISECONDS.toNanos(number));
    }

    public boolean isFinished() {
        return counted && !kept && waitingRecords == 0;
    }

    @Override
    public String toString() {
        return file.path().toString();
    }
}
