package io.github.lokiline.client.internal.spool;

import io.github.lokiline.client.DropReason;

/**
 * Receives the counts and problems of a {@link Spool}, on the spool's thread. Counts are entries, never 0.
 *
 * <p>At any time, the entries appended and not held, plus those recovered, equal those that {@link Spool#next} returned,
 * plus those lost, plus those done unread, plus {@link Spool#entries}.
 */
public interface SpoolListener {
    /** Counts entries that an earlier process left and that are not done. */
    void recovered(long entries);

    /**
     * Names a batch of the recovered entries, in log order.
     *
     * @param tenant empty for none
     * @param labels Loki's label text
     * @param firstEpochNanos the time of its oldest entry
     */
    void found(String tenant, String labels, long firstEpochNanos);

    /**
     * Counts unread entries that are gone.
     *
     * @param reason {@code SPOOL_FULL}, {@code SPOOL_EXPIRED} or {@code SPOOL_DAMAGED}
     */
    void lost(DropReason reason, long entries);

    /** Somebody has removed files: {@link RecordRef#isRemoved} is true for the batches that were in them. */
    void removed();

    /**
     * Reports a problem to the operator. Not rate-limited.
     *
     * @param message subject, value, rule and fix, with at most one path and no log text
     */
    void trouble(String message);
}
