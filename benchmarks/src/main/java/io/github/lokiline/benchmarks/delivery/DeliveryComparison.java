package io.github.lokiline.benchmarks.delivery;

import io.github.lokiline.benchmarks.contender.PusherKind;
import io.github.lokiline.benchmarks.figures.FigureTable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs one {@link Scenario} for all contenders, each in its own process, one after the other, for several rounds;
 * prints the median of each figure with the minimum and the maximum. Times are nanoseconds. Runs on the main thread.
 *
 * <pre>
 * DeliveryComparison append rounds=3 lines=json      see {@link DeliveryOptions}
 * DeliveryComparison killed seconds=600
 * </pre>
 */
final class DeliveryComparison {

    private static final List<String> COSTS =
            List.of("median", "p99", "p999", "callerCpu", "callerBytes", "cpuPerEvent", "workersCpu", "jvmCpu");
    private static final Map<Scenario, List<String>> SHOWN = Map.of(
            Scenario.APPEND,
            List.of(
                    "sent",
                    "missing",
                    "median",
                    "p99",
                    "p999",
                    "callerCpu",
                    "callerBytes",
                    "cpuPerEvent",
                    "workersCpu",
                    "jvmCpu"),
            Scenario.FLOOD,
            List.of(
                    "sent",
                    "missing",
                    "dropped",
                    "unaccounted",
                    "eventsPerSecond",
                    "entriesPerPush",
                    "pushes",
                    "cpuPerEvent",
                    "workersCpu",
                    "jvmCpu",
                    "median",
                    "p999"),
            Scenario.IDLE,
            List.of("idleMillisPerSecond"),
            Scenario.BURST,
            List.of("sent", "missing", "keptKilobytes"),
            Scenario.WIRE,
            List.of("sent", "missing", "bodyBytes", "wireBytes", "entriesPerPush", "pushes"),
            Scenario.OUTAGE,
            List.of("sent", "missing", "repeated", "dropped", "unaccounted", "p999"));

    private final DeliveryOptions options;
    private final FigureTable figures = new FigureTable();

    private DeliveryComparison(DeliveryOptions options) {
        this.options = options;
    }

    public static void main(String[] args) throws Exception {
        DeliveryOptions options = DeliveryOptions.parse(List.of(args));
        if (options.question() == Scenario.KILLED) {
            System.exit(new KillRun(options).run() ? 0 : 1);
        }
        DeliveryComparison delivery = new DeliveryComparison(options);
        delivery.ask();
        delivery.print();
    }

    /** In turn, so that a noisy minute affects all. */
    private void ask() throws IOException, InterruptedException {
        for (int round = 0; round < options.rounds(); round++) {
            for (PusherKind kind : options.kinds()) {
                DeliveryRun.run(kind, options).forEach((name, value) -> figures.add(kind.name(), name, value));
            }
        }
    }

    private void print() {
        System.out.println("%s %s, %d rounds of %d s"
                .formatted(options.question(), options.lines(), options.rounds(), options.seconds()));
        row("", kind -> kind.toLowerCase(Locale.ROOT));
        row("---", kind -> "---");
        for (String name : SHOWN.getOrDefault(options.question(), List.of())) {
            row(name, kind -> figures.range(name, kind));
            if (COSTS.contains(name) && options.kinds().contains(PusherKind.NOTHING)) {
                row("… beyond nothing, beside loki4j", kind -> besideLoki4j(name, kind));
            }
        }
    }

    private String besideLoki4j(String name, String kind) {
        return kind.equals(PusherKind.NOTHING.name())
                ? ""
                : "%.0f (**%.2f**)".formatted(figures.beyondNothing(name, kind), figures.besideLoki4j(name, kind));
    }

    private void row(String name, Function<String, String> cell) {
        System.out.println(FigureTable.row(name, options.kinds(), cell));
    }
}
