package io.github.lokiline.testkit.internal.logql.stage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses numbers, Go's durations ({@code 1h30m}, {@code 1.5s}) and sizes ({@code 10KB}). Stateless, thread-safe. */
public final class Quantity {

    /** The parsers in the order in which they are tried. */
    static final List<Function<String, OptionalDouble>> READINGS =
            List.of(Quantity::number, Quantity::durationNanos, Quantity::bytes);

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern DURATION = Pattern.compile("[-+]?((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+");
    private static final Pattern LONG_DURATION = Pattern.compile("(?:(\\d+)w)?(?:(\\d+)d)?(.*)");
    private static final double NANOS_PER_DAY = 24 * 3600e9;
    private static final Pattern BYTES = Pattern.compile("(\\d+(?:\\.\\d*)?) ?([kmgtpe]i?)?b?");
    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "μs", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

    private Quantity() {}

    public static OptionalDouble number(String text) {
        return NUMBER.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }

    static OptionalDouble durationNanos(String text) {
        if (text.equals("0")) {
            return OptionalDouble.of(0);
        }
        if (!DURATION.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double nanos = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            nanos += Double.parseDouble(part.group(1)) * NANOS.getOrDefault(part.group(2), 0.0);
        }
        return OptionalDouble.of(text.startsWith("-") ? -nanos : nanos);
    }

    /** Parses Go's durations, extended by days and weeks: {@code 1w2d}, {@code 5m}. */
    public static OptionalLong longDurationNanos(String text) {
        Matcher parts = LONG_DURATION.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            return OptionalLong.empty();
        }
        OptionalDouble rest = parts.group(3).isEmpty() ? OptionalDouble.of(0) : durationNanos(parts.group(3));
        return rest.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of((long) (7 * days(parts.group(1)) + days(parts.group(2)) + rest.getAsDouble()));
    }

    private static double days(@Nullable String count) {
        return count == null ? 0 : Double.parseDouble(count) * NANOS_PER_DAY;
    }

    /** Parses a size; {@code KB} is 1000, {@code KiB} 1024. */
    static OptionalDouble bytes(String text) {
        Matcher size = BYTES.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            return OptionalDouble.empty();
        }
        String unit = size.group(2) == null ? "" : size.group(2);
        double base = unit.endsWith("i") ? 1024 : 1000;
        int power = unit.isEmpty() ? 0 : 1 + "kmgtpe".indexOf(unit.charAt(0));
        return OptionalDouble.of(Double.parseDouble(size.group(1)) * Math.pow(base, power));
    }
}
