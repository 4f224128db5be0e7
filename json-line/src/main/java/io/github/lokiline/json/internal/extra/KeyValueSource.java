package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.spi.EventAccessor;
import org.jspecify.annotations.Nullable;

/** The key-values of an event, in the order of the call. Thread-safe. */
final class KeyValueSource<E> implements FieldSource<E> {
    private final EventAccessor<E> view;
    private final FieldNameCache names;

    KeyValueSource(EventAccessor<E> view, FieldNameCache names) {
        this.view = view;
        this.names = names;
    }

    @Override
    public void emit(E event, LineState state, FieldSink sink) {
        int size = view.keyValues(event);
        if (!sink.expect(size)) {
            return;
        }
        for (int i = 0; i < size; i++) {
            if (!sink.add(names.of(view.key(event, i)), view.value(event, i))) {
                return;
            }
        }
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, LineState state) {
        int size = view.keyValues(event);
        for (int i = 0; i < size; i++) {
            int index = first ? i : size - 1 - i;
            if (key.equals(view.key(event, index))) {
                return view.value(event, index);
            }
        }
        return null;
    }
}
