package io.github.lokiline.json;

import org.jspecify.annotations.Nullable;

/**
 * A line that is being written, as a {@link FieldWriter} sees it. Used by one thread at a time.
 *
 * <p>Shape: the writer puts commas and quotes; the caller gives names and values in turn.
 *
 * <pre>{@code
 * out.name("status").number(200);
 * out.name("route");
 * out.beginObject();
 * out.name("path").string("/orders");
 * out.endObject();          // ,"status":200,"route":{"path":"/orders"}
 * }</pre>
 *
 * <p>Errors: the writer does not check that names and values alternate; the encoder checks a {@code FieldWriter}'s
 * output once it returns. A lone surrogate becomes U+FFFD.
 */
public interface JsonLineWriter {
    /**
     * Writes a field's name, escaped.
     *
     * @return this writer
     */
    JsonLineWriter name(String name);

    /**
     * Writes a string, without the parts that match {@code redactPatterns}.
     *
     * @param value the text; null becomes {@code null}
     */
    void string(@Nullable String value);

    /** Writes a whole number. */
    void number(long value);

    /**
     * Writes a number as {@link Double#toString(double)} does; NaN and infinities become strings, since JSON has no
     * numbers for them.
     */
    void number(double value);

    /** Writes {@code true} or {@code false}. */
    void bool(boolean value);

    /** Writes {@code null}. */
    void nil();

    /**
     * Writes any value by its type: numbers, booleans, texts, maps, collections and arrays as JSON's own; anything else
     * by Jackson where it is present, or as its {@code toString}. A value that fails becomes {@code "<error: ...>"}.
     */
    void value(@Nullable Object value);

    /** Opens an object. */
    void beginObject();

    /** Closes an object. */
    void endObject();

    /** Opens an array. */
    void beginArray();

    /** Closes an array. */
    void endArray();
}
