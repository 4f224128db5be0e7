package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers the lines of one encoder from 1 on. Thread-safe. */
final class SequenceField {
    private final AtomicLong numbers = new AtomicLong();

    <E> void write(E event, Utf8JsonWriter out) {
        out.number(out.scratch().sequence(numbers));
    }
}
