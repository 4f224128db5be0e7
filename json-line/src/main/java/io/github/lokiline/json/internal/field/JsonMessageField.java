package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.config.InvalidPropertyException;
import io.github.lokiline.json.internal.config.JsonParser;
import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The message as an object, if it is the text of one; secrets in it are masked as in any value. Stateless. */
final class JsonMessageField {
    private JsonMessageField() {}

    static void write(@Nullable String message, Utf8JsonWriter out) {
        Map<String, @Nullable Object> object = message == null ? null : object(message.strip(), out);
        if (object == null) {
            out.string(message);
        } else {
            out.value(object);
        }
    }

    /** Returns the entries of an object that fits the writer's limit; an object cut in the middle would miss some. */
    private static @Nullable Map<String, @Nullable Object> object(String text, Utf8JsonWriter out) {
        if (!text.startsWith("{") || !text.endsWith("}") || text.length() > out.limit() - out.position()) {
            return null;
        }
        try {
            return JsonParser.object(text, LineState.MAX_DEPTH - 1);
        } catch (InvalidPropertyException e) {
            // Most texts in braces are no JSON, and stay what they are.
            return null;
        }
    }
}
