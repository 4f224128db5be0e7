package io.github.lokiline.benchmarks.delivery;

import io.github.lokiline.benchmarks.contender.PusherKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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
    private final Map<PusherKind, List<Map<String, Double>>> answers = new EnumMap<>(PusherKind.class);

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
                answers.computeIfAbsent(kind, first -> new ArrayList<>()).add(DeliveryRun.run(kind, options));
            }
        }
    }

    private void print() {
        System.out.println("%s %s, %d rounds of %d s"
                .formatted(options.question(), options.lines(), options.rounds(), options.seconds()));
        row("", kind -> kind.name().toLowerCase(Locale.ROOT));
        row("---", kind -> "---");
        for (String name : SHOWN.getOrDefault(options.question(), List.of())) {
            row(name, kind -> shown(values(kind, name)));
            if (COSTS.contains(name) && answers.containsKey(PusherKind.NOTHING)) {
                row("… beyond nothing, beside loki4j", kind -> ratio(kind, name));
            }
        }
    }

    private void row(String name, java.util.function.Function<PusherKind, String> cell) {
        System.out.println(
                answers.keySet().stream().map(cell).collect(Collectors.joining(" | ", "| " + name + " | ", " |")));
    }

    private String ratio(PusherKind kind, String name) {
        double beyond = beyondNothing(kind, name) / beyondNothing(PusherKind.LOKI4J, name);
        return kind == PusherKind.NOTHING ? "" : "%.0f (**%.2f**)".formatted(beyondNothing(kind, name), beyond);
    }

    private double beyondNothing(PusherKind kind, String name) {
        return median(values(kind, name)) - median(values(PusherKind.NOTHING, name));
    }

    private List<Double> values(PusherKind kind, String name) {
        return answers.getOrDefault(kind, List.of()).stream()
                .map(answer -> answer.getOrDefault(name, Double.NaN))
                .sorted()
                .toList();
    }

    private static double median(List<Double> sorted) {
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    private static String shown(List<Double> sorted) {
        return sorted.size() == 1
                ? "%.1f".formatted(sorted.get(0))
                : "%.1f (%.1f to %.1f)".formatted(median(sorted), sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
