package io.github.lokiline.json;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of each level. Immutable. */
final class LevelNames {
    private static final List<String> PRESETS = List.of("python", "java", "lower", "structlog");
    private static final Map<String, LineLevel> KEYS = Map.of(
            "TRACE", LineLevel.TRACE,
            "DEBUG", LineLevel.DEBUG,
            "INFO", LineLevel.INFO,
            "WARN", LineLevel.WARN,
            "WARNING", LineLevel.WARN,
            "ERROR", LineLevel.ERROR,
            "FATAL", LineLevel.FATAL,
            "CRITICAL", LineLevel.FATAL);

    private final Map<LineLevel, String> names;

    private LevelNames(Map<LineLevel, String> names) {
        this.names = names;
    }

    static LevelNames parse(@Nullable String value, String base, Settings settings) {
        boolean isMap =
                value != null && (value.indexOf('=') >= 0 || value.strip().startsWith("{"));
        if (!isMap) {
            return preset(settings.choice("levelNames", value, base, PRESETS));
        }
        LevelNames names = preset(base);
        settings.map("levelNames", value).forEach((key, name) -> names.put(key, name, settings));
        return names;
    }

    String of(LineLevel level) {
        return names.getOrDefault(level, level.name());
    }

    private void put(String key, String name, Settings settings) {
        LineLevel level = KEYS.get(key.toUpperCase(Locale.ROOT));
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

    private static String pythons(LineLevel level) {
        return switch (level) {
            case WARN -> "WARNING";
            case FATAL -> "CRITICAL";
            default -> level.name();
        };
    }

    private static LevelNames preset(String preset) {
        Map<LineLevel, String> names = new EnumMap<>(LineLevel.class);
        boolean isPythons = preset.equals("python") || preset.equals("structlog");
        boolean isLower = preset.equals("lower") || preset.equals("structlog");
        for (LineLevel level : LineLevel.values()) {
            String name = isPythons ? pythons(level) : level.name();
            names.put(level, isLower ? name.toLowerCase(Locale.ROOT) : name);
        }
        return new LevelNames(names);
    }
}
