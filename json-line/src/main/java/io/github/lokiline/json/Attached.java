package io.github.lokiline.json;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Fields attached to one event, in the order given, in arrays that are used again. Owned by one thread at a time. */
final class Attached implements BiConsumer<String, @Nullable Object> {
    private static final int KEPT = 16;

    private @Nullable String[] keys = new String[KEPT];
    private @Nullable Object[] values = new Object[KEPT];
    private int size;

    void clear() {
        if (size == 0) {
            return;
        }
        if (keys.length > KEPT) {
            keys = new String[KEPT];
            values = new Object[KEPT];
        } else {
            Arrays.fill(values, 0, size, null);
        }
        size = 0;
    }

    @Override
    public void accept(@Nullable String key, @Nullable Object value) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        keys[size] = key;
        values[size++] = value;
    }

    int size() {
        return size;
    }

    @Nullable
    String key(int index) {
        return keys[index];
    }

    @Nullable
    Object value(int index) {
        return values[index];
    }
}
