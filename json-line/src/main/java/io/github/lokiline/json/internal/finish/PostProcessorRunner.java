package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.LinePostProcessor;
import io.github.lokiline.json.internal.extra.FieldNameCache;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.internal.write.ValueWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs post-processors on a finished line and writes the changed fields. Thread-safe.
 *
 * @param processors the post-processors
 * @param names names that mask their values
 * @param values writes values
 * @param valueBytes most bytes of a new value
 * @param truncated the member, without its value, that marks a line that was cut
 * @param ascii whether characters beyond ASCII are escaped
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
public record PostProcessorRunner(
        List<LinePostProcessor> processors,
        FieldNameCache names,
        ValueWriter values,
        int valueBytes,
        byte[] truncated,
        boolean ascii) {
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
            ParsedLine before = ParsedLine.of(line);
            Map<String, @Nullable Object> fields = new LinkedHashMap<>(before.fields());
            for (LinePostProcessor processor : processors) {
                processor.process(fields);
            }
            out.rollback(start, false);
            new PostProcessedWriter(before, shown(fields), values, valueBytes, truncated, ascii).write(end, out);
        } catch (Throwable failure) {
            // The application's code ran: a line without its changes is better than none.
            out.rollback(start, wasCut);
            out.scratch().leave(0);
            out.limit(Utf8JsonWriter.NO_LIMIT);
            out.raw(line);
            out.scratch().failedValues(failed + 1);
        }
    }

    /** Returns one field for names that look alike in the line; the whole name decides whether it is a secret. */
    private Map<String, @Nullable Object> shown(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        fields.forEach((any, value) -> {
            String name = String.valueOf(any);
            shown.put(FieldNameCache.writable(name), names.of(name).secret() ? ValueWriter.MASK : value);
        });
        return shown;
    }
}
