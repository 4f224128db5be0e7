package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.spi.LogLevel;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of each level. Immutable. */
public final class LevelNames {
    private static final List<String> PRESETS = List.of("python", "java", "lower", "structlog", "gcp");
    private static final Map<String, LogLevel> KEYS = Map.of(
            "TRACE", LogLevel.TRACE,
            "DEBUG", LogLevel.DEBUG,
            "INFO", LogLevel.INFO,
            "WARN", LogLevel.WARN,
            "WARNING", LogLevel.WARN,
            "ERROR", LogLevel.ERROR,
            "FATAL", LogLevel.FATAL,
            "CRITICAL", LogLevel.FATAL);

    private final Map<LogLevel, String> names;

    private LevelNames(Map<LogLevel, String> names) {
        this.names = names;
    }

    public static LevelNames parse(@Nullable String value, String base, PropertyParser settings) {
        boolean isMap =
                value != null && (value.indexOf('=') >= 0 || value.strip().startsWith("{"));
        if (!isMap) {
            return preset(settings.choice("levelNames", value, base, PRESETS));
        }
        LevelNames names = preset(base);
        settings.map("levelNames", value).forEach((key, name) -> names.put(key, name, settings));
        return names;
    }

    public String of(LogLevel level) {
        return names.getOrDefault(level, level.name());
    }

    private void put(String key, String name, PropertyParser settings) {
        LogLevel level = KEYS.get(key.toUpperCase(Locale.ROOT));
        if (level == null) {
            settings.fault(
                    "levelNames",
                    key + "=" + name,
                    "unknown level",
                    "write one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL");
        } else {
            names.put(level, name);
        }
    }

    private static String pythons(LogLevel level) {
        return switch (level) {
            case WARN -> "WARNING";
            case FATAL -> "CRITICAL";
            default -> level.name();
        };
    }

    private static LevelNames preset(String preset) {
        Map<LogLevel, String> names = new EnumMap<>(LogLevel.class);
        boolean isPythons = List.of("python", "structlog", "gcp").contains(preset);
        boolean isLower = preset.equals("lower") || preset.equals("structlog");
        for (LogLevel level : LogLevel.values()) {
            String name = isPythons ? pythons(level) : level.name();
            names.put(level, isLower ? name.toLowerCase(Locale.ROOT) : name);
        }
        if (preset.equals("gcp")) {
            names.put(LogLevel.TRACE, LogLevel.DEBUG.name());
        }
        return new LevelNames(names);
    }
}
