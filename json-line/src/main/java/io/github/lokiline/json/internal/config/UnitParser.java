package io.github.lokiline.json.internal.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a number with its unit: durations in nanoseconds, sizes in bytes. Stateless. */
public final class UnitParser {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s*([A-Za-z]*)");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final String WRITE_DURATION = "write a number and one of ms, s, m, h, d, as in 5 s";
    private static final String WRITE_SIZE = "write a number and one of B, KB, MB, GB, as in 32 MB";

    private static final Map<String, Long> NANOS = Map.ofEntries(
            Map.entry("ms", 1_000_000L),
            Map.entry("millisecond", 1_000_000L),
            Map.entry("milliseconds", 1_000_000L),
            Map.entry("s", 1_000_000_000L),
            Map.entry("second", 1_000_000_000L),
            Map.entry("seconds", 1_000_000_000L),
            Map.entry("m", 60_000_000_000L),
            Map.entry("minute", 60_000_000_000L),
            Map.entry("minutes", 60_000_000_000L),
            Map.entry("h", 3_600_000_000_000L),
            Map.entry("hour", 3_600_000_000_000L),
            Map.entry("hours", 3_600_000_000_000L),
            Map.entry("d", 86_400_000_000_000L),
            Map.entry("day", 86_400_000_000_000L),
            Map.entry("days", 86_400_000_000_000L));

    /** The largest first, so that {@link #show(long)} finds the largest unit that divides. */
    private static final Map<String, Long> BYTES = bytesLargestFirst();

    private UnitParser() {}

    public static long nanos(String text) throws InvalidPropertyException {
        return amount(text, NANOS, WRITE_DURATION);
    }

    public static long bytes(String text) throws InvalidPropertyException {
        return amount(text, BYTES, WRITE_SIZE);
    }

    public static String show(Duration duration) {
        long millis = duration.toMillis();
        if (millis != 0 && millis % 86_400_000 == 0) {
            return millis / 86_400_000 + " d";
        }
        return millis != 0 && millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    public static String show(long bytes) {
        for (Map.Entry<String, Long> unit : BYTES.entrySet()) {
            if (bytes != 0 && bytes % unit.getValue() == 0) {
                return bytes / unit.getValue() + " " + unit.getKey().toUpperCase(Locale.ROOT);
            }
        }
        return bytes + " B";
    }

    private static long amount(String text, Map<String, Long> units, String remedy) throws InvalidPropertyException {
        Matcher shape = SHAPE.matcher(text.strip());
        if (!shape.matches()) {
            throw new InvalidPropertyException("not a number with a unit", remedy);
        }
        if (shape.group(2).isEmpty()) {
            throw new InvalidPropertyException("no unit", remedy);
        }
        Long unit = units.get(shape.group(2).toLowerCase(Locale.ROOT));
        if (unit == null) {
            throw new InvalidPropertyException("unknown unit " + shape.group(2), remedy);
        }
        BigDecimal amount = new BigDecimal(shape.group(1)).multiply(BigDecimal.valueOf(unit));
        return amount.min(LARGEST).longValue();
    }

    private static Map<String, Long> bytesLargestFirst() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("gb", 1L << 30);
        units.put("mb", 1L << 20);
        units.put("kb", 1L << 10);
        units.put("b", 1L);
        return units;
    }
}
