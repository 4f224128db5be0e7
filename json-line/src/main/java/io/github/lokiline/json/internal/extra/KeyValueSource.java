package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.EventAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Key-values, in the order of the call. Thread-safe.
 *
 * @param <E> the framework's event
 */
final class KeyValueSource<E> implements FieldSource<E> {
    /** More than this are not searched for clashes pair by pair. */
    private static final int MANY = 32;

    private final EventAccessor<E> view;
    private final FieldNameCache names;
    private final BoundedFieldWriter writer;

    KeyValueSource(EventAccessor<E> view, FieldNameCache names, BoundedFieldWriter writer) {
        this.view = view;
        this.names = names;
        this.writer = writer;
    }

    @Override
    public boolean write(E event, Utf8JsonWriter out, int end, UsedNames taken) {
        int size = view.keyValues(event);
        if (size > MANY) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            FieldName name = names.of(view.key(event, i));
            if (name.ignored()) {
                continue;
            }
            if (name.entangled() || !taken.add(name)) {
                return false;
            }
            if (!name.placed() && !writer.write(name, view.value(event, i), out, end)) {
                break;
            }
        }
        return true;
    }

    @Override
    public void merge(E event, LineState scratch, MergedFields into) {
        for (int i = 0; i < view.keyValues(event); i++) {
            into.add(names.of(view.key(event, i)), view.value(event, i));
        }
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, LineState scratch) {
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
