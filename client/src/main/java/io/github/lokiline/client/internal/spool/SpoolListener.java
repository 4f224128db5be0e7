package io.github.lokiline.client.internal.spool;

/**
 * Hears what becomes of a {@link Spool}, on the spool's thread. Counts are entries, never 0.
 *
 * <p>With them the sum holds at any time: what was appended and not held, plus what was recovered, is what
 * {@link Spool#next} gave, plus what was lost, plus what was done unread, plus {@link Spool#entries}.
 */
public interface SpoolListener {

    /** Entries that an earlier process left and that are not done. */
    void recovered(long entries);

    /**
     * A batch among those, in log order.
     *
     * @param tenant empty for none
     * @param labels Loki's label text
     * @param firstEpochNanos the time of its oldest entry
     */
    void found(String tenant, String labels, long firstEpochNanos);

    /** Entries counted before, neither read nor held, are gone. */
    void lost(SpoolLoss reason, long entries);

    /** Something a person should know: thing, value, rule, way out, with at most one path and no log text. Not rationed. */
    void trouble(String message);
}
