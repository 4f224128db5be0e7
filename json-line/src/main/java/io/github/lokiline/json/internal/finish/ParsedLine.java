package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.internal.config.InvalidPropertyException;
import io.github.lokiline.json.internal.config.JsonParser;
import io.github.lokiline.json.internal.write.LineState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line as it was read for post-processors, and what it was before they changed it. Owned by one call. */
final class ParsedLine {
    /** A line may nest as deep as a value, in objects that hold extras. */
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

    /** Its fields; what they hold may be changed by whoever gets it. */
    Map<String, @Nullable Object> fields() {
        return fields;
    }

    /** Whether this value stood under this name before, with all that is in it. */
    boolean has(String name, @Nullable Object value) throws InvalidPropertyException {
        if (value == null || value != fields.get(name)) {
            return false;
        }
        boolean mayChange = value instanceof Map || value instanceof List;
        return !mayChange || equals(untouched().get(name), value);
    }

    /** Asks what is ours: what a post-processor has put in may have an {@code equals} of any kind. */
    private static boolean equals(@Nullable Object ours, Object changed) {
        return ours != null && ours.equals(changed);
    }

    /** Read once more only where an object or array is left in its place, which may have been changed within. */
    private Map<String, @Nullable Object> untouched() throws InvalidPropertyException {
        Map<String, @Nullable Object> known = untouched;
        if (known == null) {
            known = JsonParser.object(text, MAX_DEPTH);
            untouched = known;
        }
        return known;
    }
}
