package io.github.lokiline.client.internal.spool;

/**
 * When written records are forced to the disk. A killed process loses nothing with any of them, a power cut may. That a
 * batch is done is never forced by itself: after a power cut some come twice.
 */
public enum Fsync {
    /** Whenever the operating system likes. */
    NONE,
    /** Half a second after the first write that is not forced yet: one call for many records. */
    INTERVAL,
    /** Before an append returns. */
    ALWAYS
}
