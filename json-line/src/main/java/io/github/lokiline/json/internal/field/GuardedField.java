package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.FieldWriter;
import io.github.lokiline.json.internal.finish.JsonFragmentValidator;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;

/**
 * A field writer of the application whose output is checked. As thread-safe as that writer.
 *
 * @param writer the application's
 * @param <E> the framework's event
 */
record GuardedField<E>(FieldWriter<E> writer) implements FieldEncoder<E> {
    /** The bytes of a number or a few closing brackets beyond the limit, which stops texts and containers only. */
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
