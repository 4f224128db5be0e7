package io.github.lokiline.loki.internal.spool;

/** Is told of each {@link Step}, on the spool's thread. Does nothing outside of tests. */
interface Steps {

    Steps UNWATCHED = step -> {};

    void reached(Step step);
}
