package io.github.lokiline.testkit.internal.logql;

import io.github.lokiline.testkit.internal.logql.stage.LogLine;
import io.github.lokiline.testkit.internal.wire.Utf8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * {@code rate(… [5m])}: aggregates the lines of a time range. Immutable.
 *
 * @param parameter the quantile of {@code quantile_over_time}; 0 otherwise
 */
record RangeAggregation(
        String name, double parameter, LogQuery query, long rangeNanos, long offsetNanos, Grouping grouping)
        implements MetricQuery {

    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public Samples at(long nanos, LineSource lines) throws LogqlException {
        long until = nanos - offsetNanos;
        Map<Map<String, String>, List<LogLine>> groups = new HashMap<>();
        for (LogLine line : lines.lines(query, until - rangeNanos, until)) {
            if (!line.failure().isEmpty()) {
                throw LogqlException.pipeline(line.failure(), line.labels());
            }
            groups.computeIfAbsent(grouping.of(line.labels()), any -> new ArrayList<>())
                    .add(line);
        }
        Map<Map<String, String>, Double> values = new HashMap<>();
        groups.forEach((labels, group) -> values.put(labels, value(group)));
        return Samples.vector(values);
    }

    private double value(List<LogLine> lines) {
        double seconds = rangeNanos / NANOS_PER_SECOND;
        return switch (name) {
            case "count_over_time" -> lines.size();
            case "rate" -> (query.unwraps() ? sum(lines, LogLine::sample) : lines.size()) / seconds;
            case "bytes_over_time" -> sum(lines, RangeAggregation::bytes);
            case "bytes_rate" -> sum(lines, RangeAggregation::bytes) / seconds;
            case "sum_over_time" -> sum(lines, LogLine::sample);
            case "avg_over_time" -> sum(lines, LogLine::sample) / lines.size();
            case "max_over_time" -> sorted(lines)[lines.size() - 1];
            case "min_over_time" -> sorted(lines)[0];
            default -> quantile(sorted(lines), parameter);
        };
    }

    private static double bytes(LogLine line) {
        return Utf8.length(line.text());
    }

    private static double sum(List<LogLine> lines, ToDoubleFunction<LogLine> of) {
        return lines.stream().mapToDouble(of).sum();
    }

    private static double[] sorted(List<LogLine> lines) {
        return lines.stream().mapToDouble(LogLine::sample).sorted().toArray();
    }

    /** Interpolates between the two nearest values, like Prometheus. */
    private static double quantile(double[] sorted, double q) {
        if (q < 0 || q > 1) {
            return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double rank = q * (sorted.length - 1);
        int lower = (int) Math.floor(rank);
        int upper = Math.min(sorted.length - 1, lower + 1);
        double weight = rank - lower;
        return sorted[lower] * (1 - weight) + sorted[upper] * weight;
    }
}
