package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.spool.SpooledRef;
import java.util.List;

/**
 * The records on disk that a batch stands for, shared by the parts it is cut into: only when all of them are settled are
 * the records done. Owned by the worker.
 */
final class Origin {

    final List<SpooledRef> records;
    private int unsettled;

    Origin(List<SpooledRef> records, int entries) {
        this.records = records;
        this.unsettled = entries;
    }

    /** Entries left the worker's hands for good; true when they were the last of these records. */
    boolean settle(int entries) {
        unsettled -= entries;
        return unsettled <= 0;
    }
}
