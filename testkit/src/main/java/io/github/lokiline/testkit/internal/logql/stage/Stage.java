package io.github.lokiline.testkit.internal.logql.stage;

/** One stage of a query's pipeline. Immutable, thread-safe. */
public interface Stage {

    /** Returns whether the line passes; may add labels to it. */
    boolean keep(LogLine line);
}
