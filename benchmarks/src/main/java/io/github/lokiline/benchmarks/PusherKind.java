package io.github.lokiline.benchmarks;

/** The appenders that are measured. */
public enum PusherKind {
    LOKILINE,
    LOKI4J
}
