package io.github.lokiline.json;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of each level. Immutable. */
final class LevelNames {
    private static final List<String> PRESETS = List.of("python", "java", "lower");
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

    static LevelNames parse(@Nullable String value, Settings settings) {
        boolean isMap =
                value != null && (value.indexOf('=') >= 0 || value.strip().startsWith("{"));
        if (!isMap) {
            return preset(settings.choice("levelNames", value, "python", PRESETS));
        }
        LevelNames names = preset("python");
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

    private static LevelNames preset(String preset) {
        Map<LineLevel, String> names = new EnumMap<>(LineLevel.class);
        for (LineLevel level : LineLevel.values()) {
            names.put(level, preset.equals("lower") ? level.name().toLowerCase(Locale.ROOT) : level.name());
        }
        if (preset.equals("python")) {
            names.put(LineLevel.WARN, "WARNING");
            names.put(LineLevel.FATAL, "CRITICAL");
        }
        return new LevelNames(names);
    }
}
