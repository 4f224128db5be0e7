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

    // The keys as they came, and where each was put: contexts mostly have the same ones, and comparing them costs most.
    private @Nullable String[] came = new String[8];
    private int[] places = new int[8];
    private int known;
    private boolean isAsBefore;

    void clear() {
        Arrays.fill(values, 0, size, null);
        if (keys.length > KEPT) {
            resize(KEPT);
            known = 0;
        }
        size = 0;
        isAsBefore = true;
    }

    private void resize(int capacity) {
        keys = Arrays.copyOf(keys, capacity);
        values = Arrays.copyOf(values, capacity);
        came = Arrays.copyOf(came, capacity);
        places = Arrays.copyOf(places, capacity);
    }

    /** Inserts an entry in order: contexts are small, and this needs no object per entry. */
    @Override
    public void accept(@Nullable String key, @Nullable String value) {
        if (size == keys.length) {
            resize(2 * size);
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
        for (int i = 1; names.isRanked() && i < size; i++) {
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

    @SuppressWarnings("ReferenceEquality") // keys are constants
    private int place(String key) {
        isAsBefore &= size < known && came[size] == key;
        if (!isAsBefore) {
            int found = Arrays.binarySearch(keys, 0, size, key);
            came[size] = key;
            places[size] = found < 0 ? -found - 1 : found + 1;
            known = size + 1;
        }
        return places[size];
    }
}
