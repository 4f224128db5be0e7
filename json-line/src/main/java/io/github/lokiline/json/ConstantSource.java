package io.github.lokiline.json;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Static fields that replace no built-in field: the same in every line. Immutable.
 *
 * @param <E> the framework's event
 */
final class ConstantSource<E> implements ExtraSource<E> {
    private final Map<Name, @Nullable Object> values = new LinkedHashMap<>();
    private final byte[] bytes;

    /**
     * The source.
     *
     * @param statics static fields by the name shown
     * @param names names beside the line's own fields
     * @param writer writes values
     */
    ConstantSource(Map<String, @Nullable Object> statics, Names names, ValueWriter writer) {
        statics.forEach((shown, value) -> values.put(names.constant(shown), value));
        this.bytes = encoded(values, writer);
    }

    int bytes() {
        return bytes.length;
    }

    @Override
    public boolean write(E event, LineWriter out, int end, TakenNames taken) {
        if (bytes.length > 0) {
            out.member(bytes);
        }
        return true;
    }

    @Override
    public void merge(E event, Scratch scratch, Members into) {
        values.forEach(into::constant);
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, Scratch scratch) {
        return null;
    }

    private static byte[] encoded(Map<Name, @Nullable Object> values, ValueWriter writer) {
        LineWriter out = new LineWriter();
        out.put(' ');
        values.forEach((name, value) -> writer.write(name, value, out));
        byte[] bytes = Ascii.written(out);
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }
}
