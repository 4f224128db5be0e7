package io.github.lokiline.testkit.internal.logql;

import io.github.lokiline.testkit.internal.logql.stage.LogLine;
import java.util.List;

/** Provides the lines of a metric query. */
@FunctionalInterface
public interface LineSource {

    /**
     * Returns the lines that match {@code query}, later than one time and not later than another, with their labels.
     */
    List<LogLine> lines(LogQuery query, long afterNanos, long untilNanos);
}
