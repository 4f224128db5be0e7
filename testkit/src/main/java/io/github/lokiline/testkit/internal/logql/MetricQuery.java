package io.github.lokiline.testkit.internal.logql;

import io.github.lokiline.testkit.internal.logql.stage.Quantity;
import java.util.OptionalLong;

/** A query for numbers: {@code sum by (level) (rate({app="orders"}[5m]))}. Immutable, thread-safe. */
public interface MetricQuery {

    /** Evaluates the query at a time. */
    Samples at(long nanos, LineSource lines) throws LogqlException;

    /** Returns whether {@code query} is a query for numbers, that is, does not begin with a selector. */
    static boolean isMetric(String query) throws LogqlException {
        return !query.isBlank() && !new LogqlLexer(query).is("{");
    }

    /** Parses a duration of a range or step, {@code 5m}, {@code 1d}; empty if it is invalid. */
    static OptionalLong durationNanos(String text) {
        return Quantity.longDurationNanos(text);
    }

    /** Parses a query for numbers. */
    static MetricQuery parse(String query) throws LogqlException {
        return MetricParser.parse(query);
    }
}
