package io.github.lokiline.json.internal.jackson;

import org.jspecify.annotations.Nullable;

/**
 * Receives the parts of an object one by one, as Jackson's generators do, and checks their order. Owned by one call.
 *
 * <p>Errors: throws {@link StopException} once nothing more is shown, so that a large or endless object ends early.
 */
public interface BeanParts {
    /**
     * Opens an object or an array.
     *
     * @param isObject true for an object
     * @param owner the value that it shows; null if unknown
     */
    void begin(boolean isObject, @Nullable Object owner);

    /** Closes what was opened last. */
    void end();

    void name(String name);

    void string(String value);

    void number(long value);

    void number(double value);

    /** Writes a number by its text, a string where that is no number of JSON. */
    void numeral(String text);

    /** Writes any value by the line's own rules. */
    void value(@Nullable Object value);

    /** Returns whether {@link StopException} was thrown. */
    boolean isStopped();
}
