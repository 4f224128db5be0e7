package io.github.lokiline.testkit.internal.logql;

import io.github.lokiline.testkit.internal.logql.stage.Quantity;
import java.util.OptionalLong;

/** A query for numbers: {@code sum by (level) (rate({app="orders"}[5m]))}. Immutable, thread-safe. */
public interface MetricQuery {

    /** Its value at a time. */
    Samples at(long nanos, LineSource lines) throws LogqlException;

    /** Whether {@code query} asks for numbers and not for lines: whether it begins otherwise than with a selector. */
    static boolean isMetric(String query) throws LogqlException {
        return !query.isBlank() && !new LogqlLexer(query).is("{");
    }

    /** Reads a duration as ranges and steps are written, {@code 5m}, {@code 1d}; empty when it is none. */
    static OptionalLong durationNanos(String text) {
        return Quantity.longDurationNanos(text);
    }

    /** Reads a query for numbers. */
    static MetricQuery parse(String query) throws LogqlException {
        return MetricParser.parse(query);
    }
}
