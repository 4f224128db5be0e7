package io.github.lokiline.json;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields that every line has: defaults, then static fields, which replace defaults of the same name at their place.
 * Immutable.
 *
 * @param <E> the framework's event
 */
final class ConstantSource<E> implements ExtraSource<E> {
    private final Map<Name, @Nullable Object> values = new LinkedHashMap<>();
    private final Set<String> defaults;
    private final byte[] bytes;

    /**
     * The source.
     *
     * @param defaults defaults by the name shown
     * @param statics static fields by the name shown
     * @param secrets which keys hide their values
     * @param writer writes values
     */
    ConstantSource(
            Map<String, @Nullable Object> defaults,
            Map<String, @Nullable Object> statics,
            SecretKeys secrets,
            ValueWriter writer) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(defaults);
        fields.putAll(statics);
        fields.forEach((shown, value) -> values.put(Name.plain(shown, shown, secrets.matches(shown)), value));
        this.defaults = Set.copyOf(defaults.keySet().stream()
                .filter(shown -> !statics.containsKey(shown))
                .toList());
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
        values.forEach((name, value) -> into.constant(name, value, defaults.contains(name.shown())));
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
