package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Where some of a line's extras come from. Implementations are thread-safe.
 *
 * @param <E> the framework's event
 */
interface FieldSource<E> {
    /**
     * Writes its extras at once, as long as there is room.
     *
     * @param event the event
     * @param out where to write
     * @param end the position that nothing must pass
     * @param taken the names that stand in the same object; its own are added
     * @return false where it takes a look at all extras together to write them; what is written is then to be taken back
     */
    boolean write(E event, Utf8JsonWriter out, int end, UsedNames taken);

    /**
     * Adds its extras to others.
     *
     * @param event the event
     * @param scratch of the writer
     * @param into where to add
     */
    void merge(E event, LineState scratch, MergedFields into);

    /**
     * The value under a key, whether the line would have it or not.
     *
     * @param event the event
     * @param key the key
     * @param first whether the first of several is asked for, not the last
     * @param scratch of the writer
     * @return the value; null when there is none
     */
    @Nullable
    Object find(E event, String key, boolean first, LineState scratch);
}
