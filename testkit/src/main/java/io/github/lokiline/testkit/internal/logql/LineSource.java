package io.github.lokiline.testkit.internal.logql;

import io.github.lokiline.testkit.internal.logql.stage.LogLine;
import java.util.List;

/** Where a metric query finds its lines. */
@FunctionalInterface
public interface LineSource {

    /** The lines that pass {@code query}, later than one time and not later than another, each with its labels. */
    List<LogLine> lines(LogQuery query, long afterNanos, long untilNanos);
}
