package io.github.lokiline.client;

/** How much an entry matters when there is little room or no time. Immutable. */
public enum Priority {
    /** May fill three quarters of the queue and waits for its batch to fill. */
    NORMAL,
    /** For warnings: may use the last quarter of the queue as well. */
    HIGH,
    /** For errors: as {@link #HIGH}, and its batch goes out at once. */
    URGENT
}
