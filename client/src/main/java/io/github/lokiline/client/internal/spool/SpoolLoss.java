package io.github.lokiline.client.internal.spool;

/** Why entries that were on disk will never be read. */
public enum SpoolLoss {
    /** {@link SpoolStoreConfig#maxBytes} was reached: the oldest segment made room. */
    FULL,
    /** Older than {@link SpoolStoreConfig#maxAge}. */
    EXPIRED,
    /** The record is there, its content is not what was written. */
    DAMAGED
}
