package io.github.lokiline.json.internal.field;

/**
 * A field of the format, ready to write. Immutable.
 *
 * @param member the escaped {@code ,"name":}, for the error text if the writer fails
 * @param kind its limit
 * @param writer writes name and value
 */
// The array is never compared and never handed out.
@SuppressWarnings("ArrayRecordComponent")
public record EncodedField<E>(byte[] member, Kind kind, FieldEncoder<E> writer) {
    /** The limit of a field. */
    public enum Kind {
        /** Shrinks second. */
        MESSAGE,
        /** Shrinks first. */
        STACK,
        /** Limited as any value. */
        VALUE,
        /** After the additional fields: limited as any value, and to little in a line that grew too long. */
        DETAIL,
        /** Some thirty bytes at most, and never cut. */
        SHORT
    }
}
