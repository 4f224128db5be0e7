package io.github.lokiline.samples.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A list of lines, counted as a query should count them. Immutable. */
record Told(List<Logged> lines) {

    private static final double SECONDS = 3600;

    Told where(Predicate<Logged> wanted) {
        return new Told(lines.stream().filter(wanted).toList());
    }

    List<String> texts() {
        return lines.stream().map(Logged::text).toList();
    }

    Map<Map<String, String>, Double> count(String... labels) {
        return by(List::size, labels);
    }

    /** Returns the number of lines; 0 if there are none. */
    Map<Map<String, String>, Double> number() {
        return Map.of(Map.of(), (double) lines.size());
    }

    Map<Map<String, String>, Double> share(Told of) {
        return Map.of(Map.of(), (double) lines.size() / of.lines.size());
    }

    Map<Map<String, String>, Double> rate(String... labels) {
        return by(group -> group.size() / SECONDS, labels);
    }

    Map<Map<String, String>, Double> bytesRate(String... labels) {
        return by(group -> group.stream().mapToInt(Logged::bytes).sum() / SECONDS, labels);
    }

    Map<Map<String, String>, Double> mean(String field, String... labels) {
        return by(
                group -> group.stream()
                        .mapToDouble(line -> line.number(field))
                        .average()
                        .orElseThrow(),
                labels);
    }

    Map<Map<String, String>, Double> max(String field, String... labels) {
        return by(
                group -> group.stream()
                        .mapToDouble(line -> line.number(field))
                        .max()
                        .orElseThrow(),
                labels);
    }

    /** Interpolates linearly between the two nearest values. */
    Map<Map<String, String>, Double> quantile(double q, String field, String... labels) {
        return by(
                group -> {
                    double[] sorted = group.stream()
                            .mapToDouble(line -> line.number(field))
                            .sorted()
                            .toArray();
                    double rank = q * (sorted.length - 1);
                    int below = (int) rank;
                    int above = Math.min(below + 1, sorted.length - 1);
                    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
                },
                labels);
    }

    private Map<Map<String, String>, Double> by(ToDoubleFunction<List<Logged>> number, String... labels) {
        Map<Map<String, String>, Double> numbers = new HashMap<>();
        lines.stream()
                .collect(Collectors.groupingBy(line -> line.labels(labels)))
                .forEach((group, members) -> numbers.put(group, number.applyAsDouble(members)));
        return numbers;
    }
}
