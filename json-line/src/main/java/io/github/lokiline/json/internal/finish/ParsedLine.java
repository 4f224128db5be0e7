package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.internal.config.InvalidPropertyException;
import io.github.lokiline.json.internal.config.JsonParser;
import io.github.lokiline.json.internal.write.LineState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line as parsed for post-processors, before and after they change it. Owned by one call. */
final class ParsedLine {
    /** Values nest, and so do the objects of additional fields around them. */
    private static final int MAX_DEPTH = 2 * LineState.MAX_DEPTH;

    private final String text;
    private final Map<String, @Nullable Object> fields;
    private @Nullable Map<String, @Nullable Object> untouched;

    private ParsedLine(String text) throws InvalidPropertyException {
        this.text = text;
        this.fields = JsonParser.object(text, MAX_DEPTH);
    }

    static ParsedLine of(byte[] line) throws InvalidPropertyException {
        return new ParsedLine(new String(line, StandardCharsets.UTF_8));
    }

    /** Returns the fields; post-processors may change the lists and maps in them. */
    Map<String, @Nullable Object> fields() {
        return fields;
    }

    /** Returns whether the field had this value before, with the same content. */
    boolean has(String name, @Nullable Object value) throws InvalidPropertyException {
        if (value == null || value != fields.get(name)) {
            return false;
        }
        boolean mayChange = value instanceof Map || value instanceof List;
        return !mayChange || equals(untouched().get(name), value);
    }

    /** Calls {@code equals} of the parsed value: the value of a post-processor may have any {@code equals}. */
    private static boolean equals(@Nullable Object parsed, Object changed) {
        return parsed != null && parsed.equals(changed);
    }

    /** Parses the line once more, only where an object or array may have been changed within. */
    private Map<String, @Nullable Object> untouched() throws InvalidPropertyException {
        Map<String, @Nullable Object> known = untouched;
        if (known == null) {
            known = JsonParser.object(text, MAX_DEPTH);
            untouched = known;
        }
        return known;
    }
}
