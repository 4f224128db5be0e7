package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.internal.write.ValueWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Static fields that replace no built-in field: the same in every line. Immutable.
 *
 * @param <E> the framework's event
 */
final class StaticFieldSource<E> implements FieldSource<E> {
    private final Map<FieldName, @Nullable Object> values = new LinkedHashMap<>();
    private final byte[] bytes;

    /**
     * The source.
     *
     * @param statics static fields by the name shown
     * @param names names beside the line's own fields
     * @param writer writes values
     */
    StaticFieldSource(Map<String, @Nullable Object> statics, FieldNameCache names, ValueWriter writer) {
        statics.forEach((shown, value) -> values.put(names.constant(shown), value));
        this.bytes = encoded(values, writer);
    }

    int bytes() {
        return bytes.length;
    }

    @Override
    public boolean write(E event, Utf8JsonWriter out, int end, UsedNames taken) {
        if (bytes.length > 0) {
            out.member(bytes);
        }
        return true;
    }

    @Override
    public void merge(E event, LineState scratch, MergedFields into) {
        values.forEach(into::constant);
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, LineState scratch) {
        return null;
    }

    private static byte[] encoded(Map<FieldName, @Nullable Object> values, ValueWriter writer) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        out.put(' ');
        values.forEach((name, value) -> writer.write(name, value, out));
        byte[] bytes = AsciiConstants.written(out);
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }
}
