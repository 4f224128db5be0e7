package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Iterator;
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

    /**
     * Writes an object if the message is the text of one; secrets in it are masked as in any value, also where the line
     * has no room for all of it.
     */
    static void json(@Nullable String message, Utf8JsonWriter out) {
        Object parts = message == null ? null : parts(message.strip(), out);
        // Most texts in braces are no JSON, and stay what they are.
        out.value(parts instanceof String ? message : parts);
    }

    private static @Nullable Object parts(String text, Utf8JsonWriter out) {
        return text.startsWith("{") && text.endsWith("}") ? out.parsed(text) : text;
    }
}
