package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.internal.config.LineFormat;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a line once its fields are written, where the properties ask for any of it. Thread-safe.
 *
 * @param processed hands it to post-processors; null for none
 * @param ascii whether what is not ASCII is escaped
 * @param indent how many spaces a level is indented; 0 for a line in one
 */
public record LineFinisher(@Nullable PostProcessorRunner processed, boolean ascii, int indent) {
    public static @Nullable LineFinisher of(@Nullable PostProcessorRunner processed, LineFormat dress) {
        boolean isPlain = processed == null && !dress.ascii() && dress.indent() == 0;
        return isPlain ? null : new LineFinisher(processed, dress.ascii(), dress.indent());
    }

    /** How many bytes the line will grow by. */
    public int growth(int start, Utf8JsonWriter out) {
        return ascii ? AsciiEscaper.growth(out.array(), start, out.position()) : 0;
    }

    /**
     * Finishes the line.
     *
     * @param start where the JSON begins
     * @param end what the line may not pass
     * @param out where the line ends
     */
    public void apply(int start, int end, Utf8JsonWriter out) {
        if (processed != null) {
            processed.process(start, end, out);
        }
        if (growth(start, out) > 0) {
            AsciiEscaper.escape(start, out);
        }
        if (indent > 0) {
            PrettyPrinter.spread(start, end, indent, out);
        }
    }
}
