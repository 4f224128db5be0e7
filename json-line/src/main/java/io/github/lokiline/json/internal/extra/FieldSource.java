package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An origin of additional fields. Implementations are thread-safe. */
interface FieldSource<E> {
    /**
     * Adds the fields of an event in order, until the sink wants no more.
     *
     * @param state buffers of the writer
     * @param sink receives the fields; if the source fails, the fields before the failure
     */
    void emit(E event, LineState state, FieldSink sink);

    /**
     * Returns the value under a key, even one that no filter chose.
     *
     * @param key the key
     * @param first true for the first of several values, false for the last
     * @param state buffers of the writer
     * @return the value; null if there is none
     */
    @Nullable
    Object find(E event, String key, boolean first, LineState state);

    /**
     * An object that holds the fields of other sources, as the properties {@code mdcField} and {@code keyValuesField} ask
     * for. Immutable.
     *
     * @param name the object's name, which no other field has
     * @param sources what the object holds, in order
     * @param objects names of the objects in it
     */
    record NestedObject<E>(FieldName name, List<FieldSource<E>> sources, Set<String> objects)
            implements FieldSource<E> {
        @Override
        public void emit(E event, LineState state, FieldSink sink) {
            sink.addObject(this, event);
        }

        @Override
        public @Nullable Object find(E event, String key, boolean first, LineState state) {
            return null;
        }
    }
}
