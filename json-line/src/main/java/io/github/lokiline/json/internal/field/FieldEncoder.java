package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/** Writes the name and value of a built-in field. Implementations are thread-safe. */
@FunctionalInterface
public interface FieldEncoder<E> {
    void write(E event, Utf8JsonWriter out);
}
