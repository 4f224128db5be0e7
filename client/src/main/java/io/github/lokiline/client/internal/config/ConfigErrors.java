package io.github.lokiline.client.internal.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Collects the errors of a configuration, so that all of them are reported together. Owned by one thread.
 *
 * <pre>
 * maxStreams "0": must be 1 to 100000; leave it out for 50
 * </pre>
 */
public final class ConfigErrors {
    private final List<String> errors = new ArrayList<>();

    /**
     * Adds the error of one property.
     *
     * @param constraintAndFix the constraint and the fix: two clauses with a semicolon between
     */
    public void add(String property, Object value, String constraintAndFix) {
        errors.add(property + " \"" + value + "\": " + constraintAndFix);
    }

    public List<String> all() {
        return List.copyOf(errors);
    }

    /** Returns a duration in the largest unit that shows it exactly: {@code 90 s}, {@code 5 ms}. */
    public static String text(Duration duration) {
        long millis = TimeUnit.MILLISECONDS.convert(duration); // unlike toMillis(), it does not overflow
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

    /** Returns a size in the largest unit (of 1024) that shows it exactly: {@code 32 MB}, {@code 1000 B}. */
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
