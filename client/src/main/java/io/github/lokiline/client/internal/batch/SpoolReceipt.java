package io.github.lokiline.client.internal.batch;

import io.github.lokiline.client.internal.spool.RecordRef;
import java.util.List;

/**
 * The records on disk that a batch stands for, shared by the parts it is cut into: only when all of them are settled are
 * the records done. Owned by the worker.
 */
public final class SpoolReceipt {

    public final List<RecordRef> records;
    private int unsettled;

    public SpoolReceipt(List<RecordRef> records, int entries) {
        this.records = records;
        this.unsettled = entries;
    }

    /** Entries left the worker's hands for good; true when they were the last of these records. */
    public boolean settle(int entries) {
        unsettled -= entries;
        return unsettled <= 0;
    }
}
