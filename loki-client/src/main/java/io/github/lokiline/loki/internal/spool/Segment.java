package io.github.lokiline.loki.internal.spool;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What is known of one segment beside its bytes: sums only, for a segment may have ten thousands of records. Owned by
 * the spool's thread; the sums are {@link Segments}' to change.
 */
final class Segment {

    final Slot slot;
    /** Milliseconds since 1970, the file's name. */
    final long number;

    final SegmentFile file;

    /** Where the reader goes on. */
    long readAt;

    int waitingRecords;
    int unreadRecords;
    long unreadEntries;
    long newestEpochNanos = Long.MIN_VALUE;

    /** Its records are counted; one of this process is from the start. */
    boolean counted;

    private boolean kept;

    /** Deleted: what its readers still say of it changes nothing. */
    boolean gone;

    /** The records that the caller has in memory and the reader shall pass over: no more than the caller can hold. */
    private final Set<Long> held = new HashSet<>();

    Segment(Slot slot, long number, SegmentFile file) {
        this.slot = slot;
        this.number = number;
        this.file = file;
    }

    void hold(long recordAt) {
        held.add(recordAt);
    }

    boolean isHeld(long recordAt) {
        return held.contains(recordAt);
    }

    void letGo(long recordAt) {
        held.remove(recordAt);
    }

    /** Whether the record is still the reader's to come. */
    boolean isUnread(long recordAt) {
        return recordAt >= readAt && !isHeld(recordAt);
    }

    /** It holds what is not ours to deliver, or could not be read: only the bounds may delete it. */
    void keep() {
        kept = true;
        // What cannot be read has no time: the file's own stands for it.
        newestEpochNanos = Math.max(newestEpochNanos, TimeUnit.MILLISECONDS.toNanos(number));
    }

    boolean isFinished() {
        return counted && !kept && waitingRecords == 0;
    }

    @Override
    public String toString() {
        return file.path().toString();
    }
}
