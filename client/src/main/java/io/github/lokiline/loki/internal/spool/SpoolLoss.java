package io.github.lokiline.loki.internal.spool;

/** Why entries that were on disk will never be read. */
public enum SpoolLoss {
    /** {@link SpoolSettings#maxBytes} was reached: the oldest segment made room. */
    FULL,
    /** Older than {@link SpoolSettings#maxAge}. */
    EXPIRED,
    /** The record is there, its content is not what was written. */
    DAMAGED
}
