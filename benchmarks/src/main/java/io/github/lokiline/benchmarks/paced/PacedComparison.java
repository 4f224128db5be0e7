package io.github.lokiline.benchmarks.paced;

import io.github.lokiline.benchmarks.contender.PusherKind;
import io.github.lokiline.benchmarks.sink.JavaProcess;
import io.github.lokiline.benchmarks.sink.SinkProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Logs at the pace of a service, with each contender in a new process in turn, for several rounds; prints the median of
 * each figure with the least and the most. Times are nanoseconds, bytes are those that the logging thread allocates. Runs
 * on the main thread.
 *
 * <pre>
 * PacedComparison rate=20000 threads=2 mdc=request rounds=5      see {@link PacedOptions}
 * </pre>
 */
final class PacedComparison {
    private static final String YARDSTICK = PusherKind.LOKI4J.name();

    private final PacedOptions options;
    private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();

    PacedComparison(PacedOptions options) {
        this.options = options;
    }

    public static void main(String[] args) throws Exception {
        PacedComparison comparison = new PacedComparison(PacedOptions.parse(List.of(args)));
        comparison.run();
        comparison.print();
    }

    /** Returns the values of each figure, by its name, then by contender. */
    Map<String, Map<String, List<Double>>> run() throws IOException, InterruptedException {
        for (int round = 0; round < options.rounds(); round++) {
            // In turn, so that a noisy minute affects all.
            for (PusherKind kind : options.kinds()) {
                measure(kind);
            }
        }
        return figures;
    }

    private void measure(PusherKind kind) throws IOException, InterruptedException {
        try (SinkProcess sink = SinkProcess.start()) {
            List<String> words = new ArrayList<>(List.of(kind.name(), sink.url()));
            words.addAll(options.words());
            Process process = new ProcessBuilder(
                            JavaProcess.command(options.jvm(), PacedCase.class, words.toArray(new String[0])))
                    .redirectError(Redirect.INHERIT)
                    .start();
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                output.lines().filter(line -> line.contains("=")).forEach(line -> read(kind, line));
            }
            if (process.waitFor() != 0) {
                throw new IOException(kind + " has ended with " + process.exitValue());
            }
        }
    }

    private void read(PusherKind kind, String line) {
        String[] figure = line.split("=", 2);
        figures.computeIfAbsent(figure[0], name -> new LinkedHashMap<>())
                .computeIfAbsent(kind.name(), name -> new ArrayList<>())
                .add(Double.valueOf(figure[1]));
    }

    private void print() {
        System.out.println(options);
        row("", kind -> kind.toLowerCase(Locale.ROOT));
        row("---", kind -> "---");
        figures.forEach((name, values) -> {
            row(name, kind -> shown(values.getOrDefault(kind, List.of())));
            if (name.endsWith("median") || name.endsWith("p999")) {
                row("… beyond nothing, beside loki4j", kind -> "%.2f".formatted(beyondNothing(values, kind)));
            }
        });
    }

    private void row(String name, Function<String, String> cell) {
        System.out.println(options.kinds().stream()
                .map(kind -> cell.apply(kind.name()))
                .collect(Collectors.joining(" | ", "| " + name + " | ", " |")));
    }

    private static double beyondNothing(Map<String, List<Double>> values, String kind) {
        double nothing = median(values.getOrDefault(PusherKind.NOTHING.name(), List.of(0.0)));
        double yardstick = median(values.getOrDefault(YARDSTICK, List.of(Double.NaN)));
        return (median(values.getOrDefault(kind, List.of())) - nothing) / (yardstick - nothing);
    }

    private static String shown(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty()
                ? ""
                : "%.0f (%.0f to %.0f)".formatted(median(sorted), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }
}
