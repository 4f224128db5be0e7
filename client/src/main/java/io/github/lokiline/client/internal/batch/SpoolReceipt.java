package io.github.lokiline.client.internal.batch;

import io.github.lokiline.client.internal.spool.RecordRef;
import java.util.List;
import java.util.function.Predicate;

/**
 * The records on disk with the entries of a batch, shared by the parts it is split into: they are done once all parts are completed. Owned by the delivery thread.
 */
public final class SpoolReceipt {
    private final List<RecordRef> records;
    private int pending;

    public SpoolReceipt(List<RecordRef> records, int entries) {
        this.records = records;
        this.pending = entries;
    }

    public List<RecordRef> records() {
        return records;
    }

    /** Returns whether one of the records is no longer on disk. */
    boolean isGone() {
        return any(RecordRef::isGone);
    }

    /** Returns whether somebody has removed one of the records from the disk. */
    boolean isRemoved() {
        return any(RecordRef::isRemoved);
    }

    private boolean any(Predicate<RecordRef> condition) {
        for (RecordRef ref : records) {
            if (condition.test(ref)) {
                return true;
            }
        }
        return false;
    }

    /** Counts entries that are completed; returns whether they were the last of these records. */
    public boolean complete(int entries) {
        pending -= entries;
        return pending <= 0;
    }
}
