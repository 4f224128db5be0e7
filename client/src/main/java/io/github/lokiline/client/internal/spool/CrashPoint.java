package io.github.lokiline.client.internal.spool;

/** A point between two changes of the disk, at which a test may kill the process to see what the next one finds. */
enum CrashPoint {
    AFTER_APPEND,
    AFTER_FORCE,
    AFTER_ROLL,
    AFTER_DONE,
    AFTER_DELETE
}
