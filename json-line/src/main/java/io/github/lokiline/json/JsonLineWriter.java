package io.github.lokiline.json;

import io.github.lokiline.json.internal.redact.Redactor;
import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8Buffer;
import io.github.lokiline.json.internal.write.ValueWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as UTF-8 into a byte array that grows. Owned by one thread at a time.
 *
 * <p>Shape: the writer puts commas and quotes; the caller gives names and values in turn.
 *
 * <pre>{@code
 * LineWriter out = new LineWriter();
 * out.beginObject();
 * out.name("status").number(200);
 * out.name("path").string("/orders");
 * out.endObject();          // {"status":200,"path":"/orders"}
 * }</pre>
 *
 * <p>Units: positions are indexes of {@link #array()}, in bytes. A lone surrogate becomes U+FFFD; a double that is no
 * number becomes a string.
 *
 * <p>Errors: the writer does not check that names and values alternate.
 */
public final class JsonLineWriter extends Utf8Buffer {
    /** The longest array that is kept for the next line. */
    private static final int MAX_KEPT_BYTES = 64 * 1024;

    private final LineState scratch = new LineState();
    private final Runnable redactionFailed = scratch::failedValue;
    private ValueWriter values = ValueWriter.PLAIN;
    private @Nullable Redactor redactor;

    /** Starts at position 0 of an array of its own. */
    public JsonLineWriter() {}

    /**
     * Goes on at a position of the given array, which a larger one may replace while writing.
     *
     * @param array where to write; bytes before the position are kept
     * @param position index of the first byte to write
     */
    public void reset(byte[] array, int position) {
        restart(array, position);
    }

    /**
     * Makes ready for another line: at position 0, and without an array that a long line has made larger than 64 KB, so
     * that writers which are kept do not keep what they needed once.
     */
    public void rewind() {
        restart(buffer().length > MAX_KEPT_BYTES ? new byte[INITIAL_BYTES] : buffer(), 0);
    }

    /**
     * The array being written.
     *
     * @return the array of this moment; writing may replace it
     */
    public byte[] array() {
        return buffer();
    }

    /**
     * Where the next byte goes.
     *
     * @return the index in {@link #array()}
     */
    public int position() {
        return at();
    }

    /**
     * Writes a member's name, escaped.
     *
     * @param name the name
     * @return this
     */
    public JsonLineWriter name(String name) {
        separate();
        quoted(name);
        put(':');
        return this;
    }

    /**
     * Writes a string; in a line whose encoder redacts by pattern, without what a pattern matches.
     *
     * @param value the text; null becomes {@code null}
     */
    public void string(@Nullable String value) {
        if (value == null) {
            nil();
        } else {
            separate();
            quoted(redacted(value));
        }
    }

    /** As {@link #string}; what is no string is one's own room, and may be written to again afterwards. */
    public void characters(@Nullable CharSequence value) {
        if (value instanceof StringBuilder room && redactor == null) {
            separate();
            quoted(room);
        } else {
            string(value == null ? null : value.toString());
        }
    }

    /**
     * Writes a whole number.
     *
     * @param value the number
     */
    public void number(long value) {
        separate();
        integer(value);
    }

    /**
     * Writes a number with as many digits as tell it from its neighbours; NaN and infinities as strings, since JSON has
     * none.
     *
     * @param value the number
     */
    public void number(double value) {
        separate();
        if (!Double.isFinite(value)) {
            quoted(Double.toString(value));
        } else if (!decimal(value)) {
            ascii(Double.toString(value));
        }
    }

    /**
     * Writes {@code true} or {@code false}.
     *
     * @param value the truth
     */
    public void bool(boolean value) {
        separate();
        raw(value ? AsciiConstants.TRUE : AsciiConstants.FALSE);
    }

    /** Writes {@code null}. */
    public void nil() {
        separate();
        raw(AsciiConstants.NULL);
    }

    /**
     * Writes any value by its type: numbers, booleans, texts, maps, collections, arrays as JSON's own; anything else by
     * Jackson where it is present, or as its {@code toString}. A value that fails becomes {@code "<error: ...>"}.
     *
     * @param value the value
     */
    public void value(@Nullable Object value) {
        values.write(value, this);
    }

    /** Opens an object. */
    public void beginObject() {
        separate();
        put('{');
    }

    /** Closes an object. */
    public void endObject() {
        put('}');
    }

    /** Opens an array. */
    public void beginArray() {
        separate();
        put('[');
    }

    /** Closes an array. */
    public void endArray() {
        put(']');
    }

    /** Starts a line whose values follow these rules. */
    public void begin(ValueWriter rules) {
        unlimited();
        values = rules;
        redactor = rules.redactor();
        scratch.clear();
    }

    /** The text without what this line must not show; what does not fit anyway may be missing at its end. */
    public String redacted(String text) {
        Redactor rules = redactor;
        if (rules == null) {
            return text;
        }
        int room = limit() - position();
        if (text.length() > room) {
            markCut();
        }
        return rules.redact(text, room, redactionFailed);
    }

    /** A string in which patterns redact nothing: the name of a logger or thread. */
    public void label(@Nullable String name) {
        if (name == null) {
            nil();
        } else {
            separate();
            quoted(name);
        }
    }

    /** A value in which patterns redact nothing. */
    public void unredacted(@Nullable Object value) {
        Redactor rules = redactor;
        redactor = null;
        try {
            values.write(value, this);
        } finally {
            redactor = rules;
        }
    }

    public boolean redacts() {
        return redactor != null;
    }

    /** Whether no more than its class may be shown of an exception. */
    public boolean hidesMessageOf(Throwable thrown) {
        return values.hidesMessageOf(thrown);
    }

    /** Whether some of the text must not be shown in this line; whoever then writes it is told of failures. */
    public boolean hides(String text) {
        Redactor rules = redactor;
        return rules != null && !rules.redact(text, text.length(), () -> {}).equals(text);
    }

    public LineState scratch() {
        return scratch;
    }
}
