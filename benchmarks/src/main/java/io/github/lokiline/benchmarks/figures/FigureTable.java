package io.github.lokiline.benchmarks.figures;

import io.github.lokiline.benchmarks.contender.PusherKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of figures by name and contender, one of each round. Owned by one thread.
 *
 * <pre>
 * table.read("LOKI4J", "YOUNG.median=1900.0")
 * table.range("YOUNG.median", "LOKI4J")      1900 (1800 to 2100)
 * </pre>
 */
public final class FigureTable {
    private static final String NOTHING = PusherKind.NOTHING.name();
    private static final String YARDSTICK = PusherKind.LOKI4J.name();

    private static final Pattern FIGURE = Pattern.compile("[\\w.]+=-?[\\d.]+(E-?\\d+)?");

    private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();

    /** Adds the figure that a line tells; ignores a line that tells none. */
    public void read(String contender, String line) {
        if (FIGURE.matcher(line).matches()) {
            int equals = line.indexOf('=');
            add(contender, line.substring(0, equals), Double.parseDouble(line.substring(equals + 1)));
        }
    }

    public void add(String contender, String name, double value) {
        values.computeIfAbsent(name, first -> new LinkedHashMap<>())
                .computeIfAbsent(contender, first -> new ArrayList<>())
                .add(value);
    }

    /** Returns the names of the figures in the order in which they came. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Returns the values of all rounds, from the least to the most. */
    public List<Double> sorted(String name, String contender) {
        return values.getOrDefault(name, Map.of()).getOrDefault(contender, List.of()).stream()
                .sorted()
                .toList();
    }

    /** Returns the median; NaN if there is no value. */
    public double median(String name, String contender) {
        List<Double> sorted = sorted(name, contender);
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    /** Returns the median without what logging to nothing takes, if that was measured. */
    public double beyondNothing(String name, String contender) {
        double nothing = median(name, NOTHING);
        return median(name, contender) - (Double.isNaN(nothing) ? 0 : nothing);
    }

    /** Returns {@link #beyondNothing} as part of loki4j's. */
    public double besideLoki4j(String name, String contender) {
        return beyondNothing(name, contender) / beyondNothing(name, YARDSTICK);
    }

    /** Returns the median with the least and the most, or the only value. */
    public String range(String name, String contender) {
        List<Double> sorted = sorted(name, contender);
        return switch (sorted.size()) {
            case 0 -> "";
            case 1 -> shown(sorted.get(0));
            default ->
                "%s (%s to %s)"
                        .formatted(
                                shown(median(name, contender)),
                                shown(sorted.get(0)),
                                shown(sorted.get(sorted.size() - 1)));
        };
    }

    /** Returns a row of a table in Markdown, with a cell for each contender. */
    public static String row(String name, Collection<PusherKind> contenders, Function<String, String> cell) {
        return contenders.stream()
                .map(contender -> cell.apply(contender.name()))
                .collect(Collectors.joining(" | ", "| " + name + " | ", " |"));
    }

    /** Two or three digits are enough for a figure that varies by a fifth. */
    private static String shown(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.1f" : "%.0f", value);
    }
}
