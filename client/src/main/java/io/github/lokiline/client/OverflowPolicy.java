package io.github.lokiline.client;

/** The behaviour of a full queue. Lost entries are counted as {@code queue_full}. Immutable. */
public enum OverflowPolicy {
    /** Drops the new entry at once, before it is encoded. The default. */
    DROP_NEWEST,
    /**
     * Drops the oldest batches while the queue is more than three quarters full. If a producer is faster than the
     * delivery thread makes room, its newest entry is dropped instead, so that the memory limit always holds.
     */
    DROP_OLDEST,
    /** Makes the caller wait for room, at most {@code overflowMaxBlock}; then drops the new entry. */
    BLOCK;

    /** Returns the name in a configuration: {@code dropNewest}. */
    public String word() {
        return switch (this) {
            case DROP_NEWEST -> "dropNewest";
            case DROP_OLDEST -> "dropOldest";
            case BLOCK -> "block";
        };
    }
}
