package io.github.lokiline.json.internal.field;

/**
 * A built-in field at its place in the line. Immutable.
 *
 * @param member the escaped {@code ,"name":}, for the error text should the writer fail
 * @param kind what limits it
 * @param writer writes name and value
 * @param <E> the framework's event
 */
@SuppressWarnings("ArrayRecordComponent")
public // never compared, never handed out
record EncodedField<E>(byte[] member, Kind kind, FieldEncoder<E> writer) {
    /** What limits a field. */
    public enum Kind {
        /** Shrinks second. */
        MESSAGE,
        /** Shrinks first. */
        STACK,
        /** Limited as any value. */
        VALUE,
        /** Behind the extras: limited as any value, and to little in a line that grew too long. */
        DETAIL,
        /** Some thirty bytes at most, and never cut. */
        SHORT
    }
}
