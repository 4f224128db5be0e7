package io.github.lokiline.benchmarks;

/** The appenders that are measured. */
public enum PusherKind {
    LOKILINE,
    LOKI4J,
    /** Formats the message and reads the MDC, which no appender can leave out, and does nothing with them. */
    NOTHING
}
