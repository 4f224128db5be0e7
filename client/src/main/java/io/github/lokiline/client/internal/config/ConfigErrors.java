package io.github.lokiline.client.internal.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what is wrong with a configuration, so that all of it is told together. Owned by one thread.
 *
 * <pre>
 * maxStreams "0": must be 1 to 100000; leave it out for 50
 * </pre>
 */
public final class ConfigErrors {

    private final List<String> faults = new ArrayList<>();

    /**
     * Adds the error of one property.
     *
     * @param ruleAndWayOut the constraint and the fix: two clauses with a semicolon between
     */
    public void add(String property, Object value, String ruleAndWayOut) {
        faults.add(property + " \"" + value + "\": " + ruleAndWayOut);
    }

    public void checkRange(String property, long value, long min, long max, Object byDefault) {
        if (value < min || value > max) {
            add(property, value, range(min, max, byDefault));
        }
    }

    public void checkSize(String property, long value, long min, long max, String byDefault) {
        if (value < min || value > max) {
            String rule = max == Long.MAX_VALUE
                    ? "must be at least " + bytes(min) + "; leave it out for " + byDefault
                    : range(bytes(min), bytes(max), byDefault);
            add(property, bytes(value), rule);
        }
    }

    public void checkRange(String property, Duration value, Duration min, Duration max, String byDefault) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            add(property, text(value), range(text(min), text(max), byDefault));
        }
    }

    private static String range(Object min, Object max, Object byDefault) {
        return "must be " + min + " to " + max + "; leave it out for " + byDefault;
    }

    public List<String> all() {
        return List.copyOf(faults);
    }

    /** {@code 90 s}, {@code 5 ms}: the largest unit that says it exactly. */
    public static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0 ms";
        }
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + " d";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + " h";
        }
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    /** {@code 32 MB}, {@code 1000 B}: the largest unit (of 1024) that says it exactly. */
    public static String bytes(long bytes) {
        if (bytes == 0) {
            return "0 B";
        }
        if (bytes % (1 << 30) == 0) {
            return (bytes >> 30) + " GB";
        }
        if (bytes % (1 << 20) == 0) {
            return (bytes >> 20) + " MB";
        }
        return bytes % 1024 == 0 ? (bytes >> 10) + " KB" : bytes + " B";
    }
}
