package io.github.lokiline.json.internal.finish;

import io.github.lokiline.json.internal.config.LineFormat;
import io.github.lokiline.json.internal.logfmt.JsonToLogfmt;
import io.github.lokiline.json.internal.logfmt.LogfmtStyle;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.ObjectPool;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a line after its fields are written, where the properties ask for it. Thread-safe.
 *
 * @param processors runs post-processors; null for none
 * @param ascii whether characters beyond ASCII are escaped
 * @param indent number of spaces per level; 0 for a single line
 * @param logfmt converts the line to logfmt; null for JSON
 */
public record LineFinisher(
        @Nullable PostProcessorRunner processors,
        boolean ascii,
        int indent,
        @Nullable ObjectPool<JsonToLogfmt> logfmt) {
    public static @Nullable LineFinisher of(
            @Nullable PostProcessorRunner processors,
            LineFormat format,
            @Nullable LogfmtStyle style,
            byte[] truncated) {
        if (processors == null && !format.ascii() && format.indent() == 0 && style == null) {
            return null;
        }
        ObjectPool<JsonToLogfmt> logfmt =
                style == null ? null : new ObjectPool<>(() -> new JsonToLogfmt(style, truncated));
        return new LineFinisher(processors, format.ascii(), format.indent(), logfmt);
    }

    /** Returns the number of bytes that escaping will add to the JSON that begins at {@code start}. */
    public int growth(int start, Utf8JsonWriter out) {
        return ascii ? AsciiEscaper.growth(out.array(), start, out.position()) : 0;
    }

    /**
     * Rewrites the JSON between {@code start} and the writer's position.
     *
     * @param start index of its opening brace
     * @param end the position that the line must not pass
     * @param out the writer
     */
    public void apply(int start, int end, Utf8JsonWriter out) {
        if (growth(start, out) > 0) {
            AsciiEscaper.escape(start, out);
        }
        if (processors != null) {
            processors.process(start, end, out);
        }
        if (indent > 0) {
            PrettyPrinter.spread(start, end, indent, out);
        }
        if (logfmt != null) {
            JsonToLogfmt converter = logfmt.lease();
            converter.rewrite(start, end, out);
            // Not released where the conversion throws: its state is unknown.
            logfmt.release(converter);
        }
    }
}
