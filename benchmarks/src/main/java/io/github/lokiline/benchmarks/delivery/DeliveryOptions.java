package io.github.lokiline.benchmarks.delivery;

import io.github.lokiline.benchmarks.contender.LineMode;
import io.github.lokiline.benchmarks.contender.PusherKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The options of a comparison: {@code append rate=20000 seconds=20 rounds=3 lines=json of=lokiline,loki4j}. Immutable.
 *
 * @param rate events per second of both threads together; 0 for maximum speed
 * @param events the most events of both threads together, if they are reached before the seconds are over
 * @param jvm options of the contenders' processes; each {@code jvm=} adds one, the first replaces the default
 */
public record DeliveryOptions(
        Scenario question,
        LineMode lines,
        int rate,
        int seconds,
        int warmUpSeconds,
        int events,
        int rounds,
        Set<PusherKind> kinds,
        String jvm) {

    private static final String JVM = "-Xms1g -Xmx1g";

    public static DeliveryOptions parse(List<String> words) {
        Scenario question = constant(Scenario.class, words.get(0));
        DeliveryOptions options = new DeliveryOptions(
                question,
                LineMode.PREPARED,
                question.rate,
                question.seconds,
                question.warmUpSeconds,
                Integer.MAX_VALUE,
                1,
                EnumSet.allOf(PusherKind.class),
                JVM);
        for (String word : words.subList(1, words.size())) {
            options = options.with(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return options;
    }

    private DeliveryOptions with(String name, String value) {
        return new DeliveryOptions(
                question,
                name.equals("lines") ? constant(LineMode.class, value) : lines,
                name.equals("rate") ? Integer.parseInt(value) : rate,
                name.equals("seconds") ? Integer.parseInt(value) : seconds,
                name.equals("warmUp") ? Integer.parseInt(value) : warmUpSeconds,
                name.equals("events") ? Integer.parseInt(value) : events,
                name.equals("rounds") ? Integer.parseInt(value) : rounds,
                name.equals("of") ? kinds(value) : kinds,
                name.equals("jvm") ? (jvm.equals(JVM) ? value : jvm + " " + value) : jvm);
    }

    private static Set<PusherKind> kinds(String names) {
        EnumSet<PusherKind> kinds = EnumSet.noneOf(PusherKind.class);
        Arrays.stream(names.split(",")).forEach(name -> kinds.add(constant(PusherKind.class, name)));
        return kinds;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    /** Returns the arguments that {@link #parse} reads as these options, for the process of a contender. */
    List<String> words() {
        return new ArrayList<>(List.of(
                question.name(),
                "lines=" + lines,
                "rate=" + rate,
                "seconds=" + seconds,
                "warmUp=" + warmUpSeconds,
                "events=" + events));
    }
}
