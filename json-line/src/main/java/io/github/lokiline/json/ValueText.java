package io.github.lokiline.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Shows a value outside a line as lines show it: the text of a string, the JSON of anything else. Thread-safe. */
final class ValueText {
    private final Slots<LineWriter> writers = new Slots<>(LineWriter::new);
    private final ValueWriter values;
    private final int mostBytes;
    private final LineCounts counts;

    ValueText(ValueWriter values, int mostBytes, LineCounts counts) {
        this.values = values;
        this.mostBytes = mostBytes;
        this.counts = counts;
    }

    /** Null where a line would have null. */
    @Nullable
    String of(Object value) {
        LineWriter out = writers.lease();
        out.begin(values);
        out.limit(mostBytes);
        write(value, out);
        counts.add(out.scratch());
        String json = new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
        out.rewind();
        // Not given back when the value throws: a writer in an unknown state is not worth keeping.
        writers.release(out);
        return text(json);
    }

    private void write(Object value, LineWriter out) {
        try {
            values.unguarded(value, out);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String text(String json) {
        if (json.startsWith("\"")) {
            return json.indexOf('\\') < 0 ? json.substring(1, json.length() - 1) : unescaped(json);
        }
        return json.equals("null") ? null : json;
    }

    private static @Nullable String unescaped(String json) {
        try {
            return (String) JsonReader.object("{\"text\":" + json + "}").get("text");
        } catch (MalformedSetting e) {
            throw new IllegalStateException(e);
        }
    }
}
