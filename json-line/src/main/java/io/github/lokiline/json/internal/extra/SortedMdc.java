package io.github.lokiline.json.internal.extra;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Entries of one diagnostic context, sorted by key, in arrays that are used again. Owned by one thread at a time. */
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

    /** Inserts in order: contexts are small, and this needs no object per entry. */
    @Override
    public void accept(@Nullable String key, @Nullable String value) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        String shown = String.valueOf(key);
        int at = place(shown);
        // By hand: for a few references, what arraycopy tells the collector costs more than they do.
        for (int i = size; i > at; i--) {
            keys[i] = keys[i - 1];
            values[i] = values[i - 1];
        }
        keys[at] = shown;
        values[at] = value;
        size++;
    }

    /** Sorts them anew by the globs that choose them, where there is more than one. */
    void rank(FieldNameCache names) {
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

    /** Adds all that came so far. */
    void merge(FieldNameCache names, MergedFields into) {
        rank(names);
        for (int i = 0; i < size; i++) {
            into.add(names.of(keys[i]), values[i]);
        }
    }

    int size() {
        return size;
    }

    String key(int index) {
        return keys[index];
    }

    @Nullable
    String value(int index) {
        return values[index];
    }

    private int place(String key) {
        int found = Arrays.binarySearch(keys, 0, size, key);
        return found < 0 ? -found - 1 : found + 1;
    }
}
