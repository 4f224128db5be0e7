package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.LinePostProcessor;
import io.github.lokiline.json.internal.config.InvalidPropertyException;
import io.github.lokiline.json.internal.config.JsonParser;
import io.github.lokiline.json.internal.extra.FieldNameCache;
import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.internal.write.ValueWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs post-processors on the fields of a line and writes those that they change; the bytes of the others stay as they
 * are. Thread-safe.
 *
 * @param processors the post-processors
 * @param names names that mask their values
 * @param values writes values
 * @param valueBytes most bytes of a new value
 * @param mark the name of the field that marks a line that was cut
 * @param markBytes the bytes of that name in the line, with what surrounds it
 * @param ascii whether characters beyond ASCII are escaped
 */
public record PostProcessorRunner(
        List<LinePostProcessor> processors,
        FieldNameCache names,
        ValueWriter values,
        int valueBytes,
        String mark,
        int markBytes,
        boolean ascii) {
    /** Values nest, and so do the objects of additional fields around them. */
    private static final int MAX_DEPTH = 2 * LineState.MAX_DEPTH;

    /**
     * Rewrites the line from {@code start} on; leaves it unchanged where a post-processor fails.
     *
     * @param start index of the opening brace
     * @param end the position that the line must not pass
     * @param out the writer
     */
    void process(int start, int end, Utf8JsonWriter out) {
        byte[] line = Arrays.copyOfRange(out.array(), start, out.position());
        boolean wasCut = out.isCut();
        int failed = out.scratch().failedValues();
        try {
            Map<String, PostProcessedWriter.Field> fields = processed(new String(line, StandardCharsets.UTF_8));
            out.rollback(start, false);
            new PostProcessedWriter(fields.values(), this).write(end, out);
        } catch (Throwable failure) {
            // The application's code ran: a line without its changes is better than none.
            out.rollback(start, wasCut);
            out.scratch().leave(0);
            out.limit(Utf8JsonWriter.NO_LIMIT);
            out.raw(line);
            out.scratch().failedValues(failed + 1);
        }
    }

    /** Returns one field for names that look alike in the line. */
    private Map<String, PostProcessedWriter.Field> processed(String line) throws InvalidPropertyException {
        Map<String, String> texts = new HashMap<>();
        Map<String, @Nullable Object> before = JsonParser.object(line, MAX_DEPTH, texts);
        Map<String, @Nullable Object> after = new LinkedHashMap<>(before);
        for (LinePostProcessor processor : processors) {
            processor.process(after);
        }
        Map<String, PostProcessedWriter.Field> fields = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : after.entrySet()) {
            String name = String.valueOf(entry.getKey());
            String shown = FieldNameCache.writable(name);
            // The whole name decides whether it is a secret.
            Object value = names.of(name).secret() ? ValueWriter.MASK : entry.getValue();
            String old = texts.getOrDefault(shown, "");
            boolean isOld = value != null && value == before.get(shown) && hasContent(value, old);
            fields.put(shown, new PostProcessedWriter.Field(shown, value, old.getBytes(StandardCharsets.UTF_8), isOld));
        }
        return fields;
    }

    /** Returns whether a value has its old content, which is read again where a post-processor may have changed it. */
    private static boolean hasContent(Object value, String old) throws InvalidPropertyException {
        // Calls equals of what is read: an item that a post-processor put in may have any equals.
        return !PostProcessedWriter.mayChange(value) || Objects.equals(JsonParser.value(old, MAX_DEPTH), value);
    }
}
