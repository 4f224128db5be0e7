package io.github.lokiline.client.internal.spool;

/** Is told of each {@link CrashPoint}, on the spool's thread. Does nothing outside of tests. */
public interface CrashPointListener {

    CrashPointListener UNWATCHED = step -> {};

    void reached(CrashPoint step);
}
