package io.github.lokiline.client;

/** The priority of an entry for room in the queue and for time. Immutable. */
public enum Priority {
    /** The entry may use three quarters of the queue and waits until its batch is full. */
    NORMAL,
    /** For warnings: the entry may use the last quarter of the queue as well. */
    HIGH,
    /** For errors: as {@link #HIGH}, and the batch is sent at once. */
    URGENT
}
