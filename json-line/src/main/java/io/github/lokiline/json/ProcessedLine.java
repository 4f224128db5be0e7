package io.github.lokiline.json;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands a line to post-processors and writes what they make of it. Thread-safe. */
final class ProcessedLine {
    /** In place of a secret. */
    private static final Configured MASK = new Configured("***");

    private final List<LinePostProcessor> processors;
    private final Names names;
    private final ValueWriter values;
    private final LineCounts counts;
    private final byte[] truncated;

    /**
     * Lines under these rules.
     *
     * @param processors what changes them
     * @param names which names hide their values
     * @param values writes values
     * @param counts where failures are counted
     * @param truncated the member that marks a line that was cut
     */
    ProcessedLine(
            List<LinePostProcessor> processors, Names names, ValueWriter values, LineCounts counts, byte[] truncated) {
        this.processors = processors;
        this.names = names;
        this.values = values;
        this.counts = counts;
        this.truncated = truncated;
    }

    /**
     * Rewrites the line from that position on; where a processor fails, it stays as it is.
     *
     * @param start where the JSON begins
     * @param end what the line may not pass
     * @param out where the line ends
     */
    void process(int start, int end, LineWriter out) {
        byte[] line = Arrays.copyOfRange(out.array(), start, out.position());
        boolean wasCut = out.isCut();
        try {
            ReadLine before = ReadLine.of(line);
            Map<String, @Nullable Object> fields = new LinkedHashMap<>(before.fields());
            for (LinePostProcessor processor : processors) {
                processor.process(fields);
            }
            out.rollback(start, false);
            write(before, shown(fields), end - truncated.length - Ascii.TRUE.length - 1, out);
        } catch (Throwable failure) {
            // The application's own code ran: the line without its changes is worth more than none.
            out.rollback(start, wasCut);
            out.scratch().leave(0);
            out.limit(LineWriter.NO_LIMIT);
            out.raw(line);
            counts.failedValue();
        }
    }

    /** Names that would look alike in the line stand once; secret or not goes by the whole name. */
    private Map<String, @Nullable Object> shown(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        fields.forEach((any, value) -> {
            String name = String.valueOf(any);
            shown.put(Names.writable(name), names.of(name).secret() ? MASK : value);
        });
        return shown;
    }

    private void write(ReadLine before, Map<String, @Nullable Object> after, int end, LineWriter out)
            throws MalformedSetting {
        boolean marked = false;
        out.put('{');
        for (Map.Entry<String, @Nullable Object> field : after.entrySet()) {
            Object value = field.getValue();
            boolean isOld = before.has(field.getKey(), value);
            if (!write(field.getKey(), value, isOld, end, out)) {
                break;
            }
            marked |= Arrays.equals(Ascii.member(field.getKey()), truncated);
        }
        if (out.isCut() && !marked) {
            out.member(truncated);
            out.bool(true);
        }
        out.put('}');
    }

    /** Answers false where the field does not fit. What the line had before is already redacted, or must not be. */
    private boolean write(String name, @Nullable Object value, boolean isOld, int end, LineWriter out) {
        int mark = out.position();
        out.limit(LineWriter.NO_LIMIT);
        out.name(name);
        out.limit(end);
        if (isOld) {
            out.unredacted(value);
        } else {
            values.write(value, out);
        }
        out.limit(LineWriter.NO_LIMIT);
        if (out.position() <= end) {
            return true;
        }
        out.rollback(mark);
        out.markCut();
        return false;
    }
}
