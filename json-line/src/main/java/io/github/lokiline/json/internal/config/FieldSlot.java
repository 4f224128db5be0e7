package io.github.lokiline.json.internal.config;

import org.jspecify.annotations.Nullable;

/**
 * A field's place in a line. Immutable.
 *
 * @param kind where its value comes from
 * @param key the attribute, or the key of the extra
 * @param shown its name in the line
 * @param hasFallback whether a value stands there where the record has none
 * @param fallback that value, or the constant itself; any JSON
 */
public record FieldSlot(
        Kind kind,
        String key,
        String shown,
        boolean hasFallback,
        @Nullable Object fallback) {
    /** Where a value comes from. */
    public enum Kind {
        /** The record. */
        ATTRIBUTE,
        /** The configuration. */
        CONSTANT,
        /** What the application added to the record. */
        EXTRA
    }

    public boolean isAttribute(String attribute) {
        return kind == Kind.ATTRIBUTE && key.equals(attribute);
    }
}
