package io.github.lokiline.benchmarks.contender;

/** Who makes the line. */
public enum LineMode {
    /** The application: the message is a line of JSON, the same for all, and the appender only delivers. */
    PREPARED,
    /** The appender: by its JSON layout, with two ids in structured metadata, where it has these. */
    JSON
}
