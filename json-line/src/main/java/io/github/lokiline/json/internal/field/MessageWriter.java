package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.config.InvalidPropertyException;
import io.github.lokiline.json.internal.config.JsonParser;
import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a message in other forms than as a text. Stateless. */
final class MessageWriter {
    private MessageWriter() {}

    /** Writes the array of the message's lines. */
    static void lines(@Nullable String message, Utf8JsonWriter out) {
        if (message == null) {
            out.nil();
            return;
        }
        out.beginArray();
        // Before it is split: a secret may span several lines, and a pattern may need the text before it.
        Iterator<String> lines = out.redacted(message).lines().iterator();
        while (lines.hasNext() && !out.isFull()) {
            out.label(lines.next());
        }
        if (lines.hasNext()) {
            out.markCut();
        }
        out.endArray();
    }

    /** Writes an object if the message is the text of one; secrets in it are masked as in any value. */
    static void json(@Nullable String message, Utf8JsonWriter out) {
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
