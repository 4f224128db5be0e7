package io.github.lokiline.json;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers the lines of one encoder from 1 on. Thread-safe. */
final class Sequence {
    private final AtomicLong numbers = new AtomicLong();

    <E> void write(E event, LineWriter out) {
        out.number(out.scratch().sequence(numbers));
    }
}
