package io.github.lokiline.benchmarks.paced;

import io.github.lokiline.benchmarks.contender.PusherKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The options of a comparison: {@code rate=20000 threads=2 mdc=request rounds=5 of=lokiline,loki4j}. Immutable.
 *
 * @param rate events per second of all threads together
 * @param threads the threads that log
 * @param virtual whether they are virtual, for which the JVM counts no allocation
 * @param mdc how often the MDC changes
 * @param warmUp events between the young window and the warm one; 0 to leave the warm one out
 * @param rounds the processes of each contender
 * @param kinds the contenders
 * @param jvm options of the contenders' processes
 */
record PacedOptions(
        int rate,
        int threads,
        boolean virtual,
        Context mdc,
        int warmUp,
        int rounds,
        List<PusherKind> kinds,
        String jvm) {

    private static final PacedOptions DEFAULTS = new PacedOptions(
            20_000, 2, false, Context.REQUEST, 1_500_000, 5, List.of(PusherKind.values()), "-Xms1g -Xmx1g");

    static PacedOptions parse(List<String> words) {
        PacedOptions options = DEFAULTS;
        for (String word : words) {
            options = options.with(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return options;
    }

    private PacedOptions with(String name, String value) {
        return switch (name) {
            case "rate" -> new PacedOptions(Integer.parseInt(value), threads, virtual, mdc, warmUp, rounds, kinds, jvm);
            case "threads" -> new PacedOptions(rate, Integer.parseInt(value), virtual, mdc, warmUp, rounds, kinds, jvm);
            case "virtual" ->
                new PacedOptions(rate, threads, Boolean.parseBoolean(value), mdc, warmUp, rounds, kinds, jvm);
            case "mdc" ->
                new PacedOptions(rate, threads, virtual, Context.valueOf(upper(value)), warmUp, rounds, kinds, jvm);
            case "warmUp" -> new PacedOptions(rate, threads, virtual, mdc, Integer.parseInt(value), rounds, kinds, jvm);
            case "rounds" -> new PacedOptions(rate, threads, virtual, mdc, warmUp, Integer.parseInt(value), kinds, jvm);
            case "of" -> new PacedOptions(rate, threads, virtual, mdc, warmUp, rounds, kinds(value), jvm);
            case "jvm" ->
                new PacedOptions(rate, threads, virtual, mdc, warmUp, rounds, kinds, DEFAULTS.jvm + " " + value);
            default -> throw new IllegalArgumentException("no option: " + name);
        };
    }

    private static List<PusherKind> kinds(String names) {
        return Arrays.stream(names.split(","))
                .map(name -> PusherKind.valueOf(upper(name)))
                .toList();
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /** Returns the arguments that {@link #parse} reads as these options, for the process of a contender. */
    List<String> words() {
        return List.of("rate=" + rate, "threads=" + threads, "virtual=" + virtual, "mdc=" + mdc, "warmUp=" + warmUp);
    }
}
