package io.github.lokiline.benchmarks.contender;

/** The appenders of Log4j's that are measured. */
public enum Log4jPusherKind {
    /** Ours. */
    LOKILINE,
    /** The one with buffers outside the heap. */
    TJAHZI
}
