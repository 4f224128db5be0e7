package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object that holds the fields of other sources, as the properties {@code mdcField} and {@code keyValuesField} ask for.
 * Immutable.
 *
 * @param name the object's name, which no other field has
 * @param sources what the object holds, in order
 * @param objects names of the objects in it
 * @param <E> the framework's event
 */
record NestedObject<E>(FieldName name, List<FieldSource<E>> sources, Set<String> objects) implements FieldSource<E> {
    @Override
    public void emit(E event, LineState state, FieldSink sink) {
        sink.addObject(this, event);
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, LineState state) {
        return null;
    }
}
