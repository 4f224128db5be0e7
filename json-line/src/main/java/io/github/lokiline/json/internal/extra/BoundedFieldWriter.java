package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.internal.write.ValueWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes one extra within its limits. Immutable.
 *
 * @param values writes the value
 * @param valueBytes how long it may be
 */
public record BoundedFieldWriter(ValueWriter values, int valueBytes) {
    /** Answers false when there is no more room. */
    boolean write(FieldName name, @Nullable Object value, Utf8JsonWriter out, int end) {
        if (end - out.position() <= name.member().length) {
            out.markCut();
            return false;
        }
        out.limit(Math.min(end, out.position() + name.member().length + valueBytes));
        values.write(name, value, out);
        return true;
    }

    /** As {@link #write}, where room for all of it is reserved: what stands in every line stands there whole. */
    boolean writeWhole(FieldName name, @Nullable Object value, Utf8JsonWriter out) {
        out.limit(Utf8JsonWriter.NO_LIMIT);
        values.write(name, value, out);
        return true;
    }
}
