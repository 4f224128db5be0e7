package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one call's arguments and markers, in the order given, in arrays that are reused. Owned by one thread at a
 * time.
 */
public final class FieldBuffer implements BiConsumer<String, @Nullable Object> {
    private static final int KEPT = 16;

    private @Nullable String[] keys = new String[KEPT];
    private @Nullable Object[] values = new Object[KEPT];
    private int size;

    /** Forgets the fields, so that no object of the application is kept alive. */
    void clear() {
        if (size == 0) {
            return;
        }
        if (keys.length > KEPT) {
            keys = new String[KEPT];
            values = new Object[KEPT];
        } else {
            Arrays.fill(keys, 0, size, null);
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

    /** Adds the fields to the sink, until it wants no more. */
    void emit(FieldNameCache names, FieldSink sink) {
        for (int i = 0; i < size; i++) {
            if (!sink.add(names.of(keys[i]), values[i])) {
                return;
            }
        }
    }

    /** Returns the first or last value under a key; null if there is none. */
    @Nullable
    Object find(String key, boolean first) {
        Object found = null;
        for (int i = 0; i < size && (found == null || !first); i++) {
            found = key.equals(keys[i]) ? values[i] : found;
        }
        return found;
    }

    /** The names of markers, each once. Owned by one call. */
    static final class Tags implements Consumer<String> {
        private static final int MOST = 64;

        private final List<String> tags = new ArrayList<>();
        private final FieldNameCache chosen;
        private final LineState scratch;

        Tags(FieldNameCache chosen, LineState scratch) {
            this.chosen = chosen;
            this.scratch = scratch;
        }

        @Override
        public void accept(@Nullable String marker) {
            String tag = String.valueOf(marker);
            if (chosen.of(tag).rank() < 0 || tags.contains(tag)) {
                return;
            }
            if (tags.size() < MOST) {
                tags.add(tag);
            } else {
                scratch.leaveOut();
            }
        }

        List<String> list() {
            return tags;
        }
    }
}
