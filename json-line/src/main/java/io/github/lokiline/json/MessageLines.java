package io.github.lokiline.json;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Writes a message as the array of its lines. Stateless. */
final class MessageLines {
    private MessageLines() {}

    static void write(@Nullable String message, LineWriter out) {
        if (message == null) {
            out.nil();
            return;
        }
        out.beginArray();
        Iterator<String> lines = message.lines().iterator();
        while (lines.hasNext() && !out.isFull()) {
            out.string(lines.next());
        }
        if (lines.hasNext()) {
            out.markCut();
        }
        out.endArray();
    }
}
