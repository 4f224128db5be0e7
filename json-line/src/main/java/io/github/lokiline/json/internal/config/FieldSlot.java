package io.github.lokiline.json.internal.config;

import org.jspecify.annotations.Nullable;

/**
 * A field of the format. Immutable.
 *
 * @param kind the origin of its value
 * @param key the attribute, or the key of the additional field
 * @param shown its name in the line
 * @param hasFallback true if a value is shown where the event has none
 * @param fallback that value, or the constant itself; any JSON
 */
public record FieldSlot(
        Kind kind,
        String key,
        String shown,
        boolean hasFallback,
        @Nullable Object fallback) {
    /** The origin of a value. */
    public enum Kind {
        /** The event itself. */
        ATTRIBUTE,
        /** The configuration. */
        CONSTANT,
        /** An additional field of the event. */
        EXTRA
    }

    public boolean isAttribute(String attribute) {
        return kind == Kind.ATTRIBUTE && key.equals(attribute);
    }
}
