package io.github.lokiline.testkit.internal.logql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code sum by (level) (…)}, {@code topk(10, …)}: reduces the number of label sets. Immutable.
 *
 * @param count the number that {@code topk} and {@code bottomk} keep; 0 otherwise
 */
record VectorAggregation(String name, int count, Grouping grouping, MetricQuery inner) implements MetricQuery {

    @Override
    public Samples at(long nanos, LineSource lines) throws LogqlException {
        Map<Map<String, String>, List<Map.Entry<Map<String, String>, Double>>> groups = new HashMap<>();
        for (Map.Entry<Map<String, String>, Double> sample :
                inner.at(nanos, lines).values().entrySet()) {
            groups.computeIfAbsent(grouping.of(sample.getKey()), any -> new ArrayList<>())
                    .add(sample);
        }
        Map<Map<String, String>, Double> values = new HashMap<>();
        groups.forEach((labels, group) -> {
            if (count > 0) {
                best(group).forEach(sample -> values.put(sample.getKey(), sample.getValue()));
            } else {
                values.put(
                        labels,
                        value(group.stream().mapToDouble(Map.Entry::getValue).toArray()));
            }
        });
        return Samples.vector(values);
    }

    private List<Map.Entry<Map<String, String>, Double>> best(List<Map.Entry<Map<String, String>, Double>> group) {
        Comparator<Map.Entry<Map<String, String>, Double>> order = Comparator.comparingDouble(Map.Entry::getValue);
        return group.stream()
                .sorted(name.equals("topk") ? order.reversed() : order)
                .limit(count)
                .toList();
    }

    private double value(double[] values) {
        DoubleSummaryStatistics all = Arrays.stream(values).summaryStatistics();
        return switch (name) {
            case "sum" -> all.getSum();
            case "avg" -> all.getAverage();
            case "min" -> all.getMin();
            case "max" -> all.getMax();
            default -> all.getCount();
        };
    }
}
