package io.github.lokiline.benchmarks.paced;

import io.github.lokiline.benchmarks.contender.PusherKind;
import io.github.lokiline.benchmarks.figures.FigureTable;
import io.github.lokiline.benchmarks.sink.JavaProcess;
import io.github.lokiline.benchmarks.sink.SinkProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

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
    private final PacedOptions options;
    private final FigureTable figures = new FigureTable();

    PacedComparison(PacedOptions options) {
        this.options = options;
    }

    public static void main(String[] args) throws Exception {
        PacedComparison comparison = new PacedComparison(PacedOptions.parse(List.of(args)));
        comparison.run();
        comparison.print();
    }

    FigureTable run() throws IOException, InterruptedException {
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
            JavaProcess.run(JavaProcess.command(options.jvm(), PacedCase.class, words.toArray(new String[0])))
                    .forEach(line -> figures.read(kind.name(), line));
        }
    }

    private void print() {
        System.out.println(options);
        row("", kind -> kind.toLowerCase(Locale.ROOT));
        row("---", kind -> "---");
        for (String name : figures.names()) {
            row(name, kind -> figures.range(name, kind));
            if (name.endsWith("median") || name.endsWith("p999")) {
                row("… beyond nothing, beside loki4j", kind -> "%.2f".formatted(figures.besideLoki4j(name, kind)));
            }
        }
    }

    private void row(String name, Function<String, String> cell) {
        System.out.println(FigureTable.row(name, options.kinds(), cell));
    }
}
