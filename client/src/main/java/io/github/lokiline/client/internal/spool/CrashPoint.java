package io.github.lokiline.client.internal.spool;

/** The points between two changes of the disk: where a process is killed on purpose to see what the next one finds. */
public enum CrashPoint {
    AFTER_APPEND,
    AFTER_FORCE,
    AFTER_ROLL,
    AFTER_DONE,
    AFTER_DELETE
}
