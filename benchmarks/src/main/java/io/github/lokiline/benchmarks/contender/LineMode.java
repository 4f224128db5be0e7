package io.github.lokiline.benchmarks.contender;

/** The origin of the lines. */
public enum LineMode {
    /** The application: the message is a line of JSON, the same for all, and the appender only delivers. */
    PREPARED,
    /** The appender: its JSON layout, with two ids in structured metadata if it supports that. */
    JSON
}
