package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import org.jspecify.annotations.Nullable;

/**
 * An origin of additional fields. Implementations are thread-safe.
 *
 * @param <E> the framework's event
 */
interface FieldSource<E> {
    /**
     * Adds the fields of an event in order, until the sink wants no more.
     *
     * @param event the event
     * @param state buffers of the writer
     * @param sink receives the fields; if the source fails, the fields before the failure
     */
    void emit(E event, LineState state, FieldSink sink);

    /**
     * Returns the value under a key, even one that no filter chose.
     *
     * @param event the event
     * @param key the key
     * @param first true for the first of several values, false for the last
     * @param state buffers of the writer
     * @return the value; null if there is none
     */
    @Nullable
    Object find(E event, String key, boolean first, LineState state);
}
