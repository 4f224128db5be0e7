package io.github.lokiline.logback.json.internal;

import ch.qos.logback.classic.Level;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the level below which a filter works. Stateless. */
final class LevelParser {
    /** With {@code OFF}, the filter works on all levels. */
    private static final List<String> LEGAL = List.of("DEBUG", "INFO", "WARN", "ERROR", "OFF");

    private LevelParser() {}

    static Level parse(String property, @Nullable String text, Level fallback, PropertyParser settings) {
        return Level.toLevel(settings.choice(property, text, fallback.toString(), LEGAL), fallback);
    }
}
