package io.github.lokiline.json.internal.jackson;

import org.jspecify.annotations.Nullable;

/**
 * Receives the parts of an object one by one, as Jackson's generators do, and checks their order. Owned by one call.
 *
 * <p>Errors: throws {@link StopException} once nothing more is shown, so that a large or endless object ends early, and
 * where a container contains itself.
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

    /** Writes a name and any value; to be called inside an object that is shown. */
    default void property(String name, @Nullable Object value) {
        name(name);
        value(value);
    }

    /**
     * Writes an error in place of an object that is being written already or is nested too deep, and nothing in place of
     * one that is not shown.
     *
     * @return true if the object must not be written
     */
    boolean refuses(Object owner);

    /** Returns the place before a property, for {@link #recover}. */
    long mark();

    /**
     * Replaces what a failed property wrote by an error, so that the next one can follow; what was written of a container
     * up to where it contains itself stays.
     *
     * @param mark the place before the property
     * @param name of the property
     */
    void recover(long mark, String name, Throwable failure);

    /** Returns whether nothing more is shown. */
    boolean isStopped();
}
