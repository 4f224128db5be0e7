package io.github.lokiline.logback.json;

import ch.qos.logback.classic.Level;
import io.github.lokiline.json.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the level below which a filter works. Stateless. */
final class Levels {
    /** Below {@code OFF} are all. */
    private static final List<String> LEGAL = List.of("DEBUG", "INFO", "WARN", "ERROR", "OFF");

    private Levels() {}

    static Level parse(String property, @Nullable String text, Level fallback, Settings settings) {
        return Level.toLevel(settings.choice(property, text, fallback.toString(), LEGAL), fallback);
    }
}
