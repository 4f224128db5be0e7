package io.github.lokiline.json.internal.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a property that holds several values: a map or a list. Stateless. */
public final class MapParser {
    private static final String WRITE_MAP = "write one key=value a line, or one JSON object";

    private MapParser() {}

    public static Map<String, @Nullable Object> parse(String text) throws InvalidPropertyException {
        return text.strip().startsWith("{") ? JsonParser.object(text.strip()) : lines(text);
    }

    public static List<String> items(String text) {
        return text.replace(',', '\n')
                .lines()
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Returns the pairs of a constant text, {@code key=value} with a blank or a line end between two, in the order written. */
    static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.strip().replace('\n', ' ').split(" ", -1)) {
            int split = pair.indexOf('=');
            pairs.put(pair.substring(0, split), pair.substring(split + 1));
        }
        return Collections.unmodifiableMap(pairs);
    }

    private static Map<String, @Nullable Object> lines(String text) throws InvalidPropertyException {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                add(line.strip(), number, entries);
            }
        }
        return entries;
    }

    /** Adds a line; errors show the key or the line number only, because a line without {@code =} may be a secret value. */
    private static void add(String line, int number, Map<String, @Nullable Object> entries)
            throws InvalidPropertyException {
        int split = line.indexOf('=');
        if (split < 0) {
            throw new InvalidPropertyException("no \"=\" in line " + number, WRITE_MAP);
        }
        String key = line.substring(0, split).strip();
        if (key.isEmpty()) {
            throw new InvalidPropertyException("no key before \"=\" in line " + number, WRITE_MAP);
        }
        if (entries.putIfAbsent(key, line.substring(split + 1).strip()) != null) {
            throw new InvalidPropertyException(key, "key " + key + " occurs twice", "keep one");
        }
    }
}
