package io.github.lokiline.json.spi;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/**
 * Writes one event as one line. Implementations are thread-safe.
 *
 * @param <E> the framework's event
 */
public interface EventEncoder<E> {
    /**
     * Appends exactly one line, without a line end, at the writer's position.
     *
     * <p>Errors: none is thrown for what the event holds; a value that fails is replaced by
     * {@code "<error: IllegalStateException: ...>"}.
     *
     * @param event what to write
     * @param out where to write; used by this call alone while it runs
     */
    void encode(E event, Utf8JsonWriter out);
}
