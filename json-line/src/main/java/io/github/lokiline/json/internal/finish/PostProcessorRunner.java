package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.LinePostProcessor;
import io.github.lokiline.json.internal.extra.FieldNameCache;
import io.github.lokiline.json.internal.extra.LiteralValue;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.internal.write.ValueWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands a line to post-processors and writes what they make of it. Thread-safe. */
public final class PostProcessorRunner {
    /** In place of a secret. */
    private static final LiteralValue MASK = new LiteralValue("***");

    private final List<LinePostProcessor> processors;
    private final FieldNameCache names;
    private final ValueWriter values;
    private final int valueBytes;
    private final byte[] truncated;
    private final boolean ascii;

    /**
     * Lines under these rules.
     *
     * @param processors what changes them
     * @param names which names hide their values
     * @param values writes values
     * @param valueBytes how long a value may be that they put in
     * @param truncated the member that marks a line that was cut
     * @param ascii whether all that is not ASCII is escaped
     */
    public PostProcessorRunner(
            List<LinePostProcessor> processors,
            FieldNameCache names,
            ValueWriter values,
            int valueBytes,
            byte[] truncated,
            boolean ascii) {
        this.processors = processors;
        this.names = names;
        this.values = values;
        this.valueBytes = valueBytes;
        this.truncated = truncated;
        this.ascii = ascii;
    }

    /**
     * Rewrites the line from that position on; where a processor fails, it stays as it is.
     *
     * @param start where the JSON begins
     * @param end what the line may not pass
     * @param out where the line ends
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
            // The application's own code ran: the line without its changes is worth more than none.
            out.rollback(start, wasCut);
            out.scratch().leave(0);
            out.limit(Utf8JsonWriter.NO_LIMIT);
            out.raw(line);
            out.scratch().failedValues(failed + 1);
        }
    }

    /** Names that would look alike in the line stand once; secret or not goes by the whole name. */
    private Map<String, @Nullable Object> shown(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        fields.forEach((any, value) -> {
            String name = String.valueOf(any);
            shown.put(FieldNameCache.writable(name), names.of(name).secret() ? MASK : value);
        });
        return shown;
    }
}
