package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Writes a message as the array of its lines. Stateless. */
final class MessageLinesField {
    private MessageLinesField() {}

    static void write(@Nullable String message, Utf8JsonWriter out) {
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
}
