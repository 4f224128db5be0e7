package io.github.lokiline.json.internal.extra;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The entries of one diagnostic context, sorted by key, in arrays that are reused. Owned by one thread at a time. */
public final class SortedMdc implements BiConsumer<String, @Nullable String> {
    private static final int KEPT = 64;

    private String[] keys = new String[8];
    private @Nullable String[] values = new String[8];
    private int size;

    void clear() {
        if (keys.length > KEPT) {
            keys = new String[KEPT];
            values = new String[KEPT];
        } else {
            Arrays.fill(values, 0, size, null);
        }
        size = 0;
    }

    /** Inserts an entry in order: contexts are small, and this needs no object per entry. */
    @Override
    public void accept(@Nullable String key, @Nullable String value) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        String shown = String.valueOf(key);
        int at = place(shown);
        // By hand: for a few references, the collector's barrier in arraycopy costs more than the copy.
        for (int i = size; i > at; i--) {
            keys[i] = keys[i - 1];
            values[i] = values[i - 1];
        }
        keys[at] = shown;
        values[at] = value;
        size++;
    }

    /** Adds the entries to the sink, until it wants no more; those with a type by it. */
    void emit(FieldNameCache names, @Nullable TypedMdc typed, FieldSink sink) {
        rank(names);
        for (int i = 0; i < size; i++) {
            Object value = typed == null ? values[i] : typed.value(keys[i], values[i]);
            if (!sink.add(names.of(keys[i]), value)) {
                return;
            }
        }
    }

    @Nullable
    String find(String key) {
        for (int i = 0; i < size; i++) {
            if (key.equals(keys[i])) {
                return values[i];
            }
        }
        return null;
    }

    /** Sorts the entries by the pattern that chose each, if the filter has more than one. */
    private void rank(FieldNameCache names) {
        for (int i = 1; names.globs().isRanked() && i < size; i++) {
            String key = keys[i];
            String value = values[i];
            int rank = names.of(key).rank();
            int at = i;
            while (at > 0 && names.of(keys[at - 1]).rank() > rank) {
                keys[at] = keys[at - 1];
                values[at] = values[--at];
            }
            keys[at] = key;
            values[at] = value;
        }
    }

    private int place(String key) {
        int found = Arrays.binarySearch(keys, 0, size, key);
        return found < 0 ? -found - 1 : found + 1;
    }
}
