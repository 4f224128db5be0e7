package io.github.lokiline.testkit.internal.logql.stage;

/** One step of a query's pipeline. Immutable, thread-safe. */
public interface Stage {

    /** Whether the line passes; the step may have added labels to it. */
    boolean keep(LogLine line);
}
