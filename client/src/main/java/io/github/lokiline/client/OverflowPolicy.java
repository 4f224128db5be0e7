package io.github.lokiline.client;

/** What happens to an entry when the queue is full. Whatever is lost is counted as {@code queue_full}. Immutable. */
public enum OverflowPolicy {
    /** The new entry is refused at once, before it is encoded. The default. */
    DROP_NEWEST,
    /**
     * The oldest waiting entries go first: from three quarters full on, the worker drops whole batches, oldest first. A
     * producer faster than the worker can make room loses its newest entry instead: the memory bound always holds.
     */
    DROP_OLDEST,
    /** The caller waits for room, at most {@code overflowMaxBlock}; then the new entry is refused. */
    BLOCK;

    /** The name in a configuration: {@code dropNewest}. */
    public String word() {
        return switch (this) {
            case DROP_NEWEST -> "dropNewest";
            case DROP_OLDEST -> "dropOldest";
            case BLOCK -> "block";
        };
    }
}
