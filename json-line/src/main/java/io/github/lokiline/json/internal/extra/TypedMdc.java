package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.config.InvalidPropertyException;
import io.github.lokiline.json.internal.config.JsonParser;
import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.spi.KeyFilter;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the diagnostic context whose texts are written by the type they have in JSON. Immutable.
 *
 * <pre>{@code
 * 17, -1.50, true, {"a":1}, [1]      as they are
 * 007, 1,5, null, "a", {a}           texts
 * }</pre>
 *
 * @param keys the keys
 */
public record TypedMdc(KeyFilter keys) {
    /** Returns the number, boolean, object or array that a text is; the text itself if it is none. */
    @Nullable
    Object value(String key, @Nullable String text) {
        if (text == null || text.isEmpty() || !keys.takes(key)) {
            return text;
        }
        try {
            Object value = JsonParser.lenient(text, LineState.MAX_DEPTH - 1);
            return isTyped(value) ? value : text;
        } catch (InvalidPropertyException e) {
            // Not a JSON value: the text stays what it is.
            return text;
        }
    }

    /** Returns the object or array that a text is; null for any other, which has no parts to mask. */
    public @Nullable Object parts(String key, String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) <= ' ') {
            start++;
        }
        if (start == text.length() || "{[".indexOf(text.charAt(start)) < 0) {
            return null;
        }
        Object value = value(key, text);
        return value instanceof String ? null : value;
    }

    private static boolean isTyped(@Nullable Object value) {
        return value instanceof Number
                || value instanceof Boolean
                || value instanceof Map
                || value instanceof Collection;
    }
}
