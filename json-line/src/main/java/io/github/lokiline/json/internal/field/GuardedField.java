package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.FieldWriter;
import io.github.lokiline.json.internal.finish.JsonFragmentValidator;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/**
 * A field that the application's own code writes, held to the promises of a line. Thread-safe as its writer is.
 *
 * @param writer the application's
 * @param <E> the framework's event
 */
record GuardedField<E>(FieldWriter<E> writer) implements FieldEncoder<E> {
    /** What one number or a few closing brackets may take beyond the limit, which stops texts and containers only. */
    private static final int SLACK_BYTES = 64;

    @Override
    public void write(E event, Utf8JsonWriter out) {
        int mark = out.position();
        int end = out.limit();
        writer.write(event, out);
        out.limit(end);
        if (out.position() > (long) end + SLACK_BYTES) {
            throw new IllegalStateException("longer than a value may be");
        }
        if (!JsonFragmentValidator.isValid(out.array(), mark, out.position())) {
            throw new IllegalStateException("no names with their values");
        }
    }
}
