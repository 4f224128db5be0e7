package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/** Writes a time as a JSON value. Implementations are thread-safe. */
@FunctionalInterface
public interface TimestampFormat {
    /**
     * Writes the value, with its quotes when it is a string.
     *
     * @param epochSecond whole seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of that second
     * @param out where to write
     */
    void write(long epochSecond, int nano, Utf8JsonWriter out);

    /** Milliseconds since 1970, as a number. */
    TimestampFormat EPOCH_MILLIS = (second, nano, out) -> out.number(Math.addExact(second * 1000, nano / 1_000_000));

    /** Whole seconds since 1970, as a number. */
    TimestampFormat EPOCH_SECONDS = (second, nano, out) -> out.number(second);
}
