package io.github.lokiline.benchmarks.contender;

/** The measured Log4j appenders. */
public enum Log4jPusherKind {
    /** Lokiline. */
    LOKILINE,
    /** Tjahzi, the appender with off-heap buffers. */
    TJAHZI
}
