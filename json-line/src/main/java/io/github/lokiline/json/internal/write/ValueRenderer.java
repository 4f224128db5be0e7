package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.internal.config.InvalidPropertyException;
import io.github.lokiline.json.internal.config.JsonParser;
import io.github.lokiline.json.spi.ObjectPool;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Renders a value as in lines: the text of a string, the JSON of anything else. Thread-safe. */
public final class ValueRenderer {
    private final ObjectPool<Utf8JsonWriter> writers = new ObjectPool<>(Utf8JsonWriter::new);
    private final ValueWriter values;
    private final int mostBytes;
    private final EncoderCounters counts;

    public ValueRenderer(ValueWriter values, int mostBytes, EncoderCounters counts) {
        this.values = values;
        this.mostBytes = mostBytes;
        this.counts = counts;
    }

    /** Returns the text; null where a line would have null. */
    public @Nullable String of(Object value) {
        Utf8JsonWriter out = writers.lease();
        out.begin(values);
        out.limit(mostBytes);
        write(value, out);
        counts.add(out.scratch());
        String json = new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
        out.rewind();
        // Not released where the value throws: the state of the writer is unknown.
        writers.release(out);
        return text(json);
    }

    private void write(Object value, Utf8JsonWriter out) {
        try {
            values.unguarded(value, out);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String text(String json) {
        if (!json.startsWith("\"")) {
            return json.equals("null") ? null : json;
        }
        try {
            return (String) JsonParser.value(json);
        } catch (InvalidPropertyException e) {
            throw new IllegalStateException(e);
        }
    }
}
