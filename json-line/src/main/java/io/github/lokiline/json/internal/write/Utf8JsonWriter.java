package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.JsonLineWriter;
import io.github.lokiline.json.internal.redact.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as UTF-8 into a byte array that grows. Owned by one thread at a time.
 *
 * <p>Units: positions are indexes of {@link #array()}, in bytes.
 *
 * <p>Errors: the writer does not check that names and values alternate.
 */
public final class Utf8JsonWriter extends Utf8Buffer implements JsonLineWriter {
    /** Length of the largest array that is kept for the next line. */
    private static final int MAX_KEPT_BYTES = 64 * 1024;

    private final LineState scratch = new LineState(this);
    private final Runnable redactionFailed = scratch::failedValue;
    private ValueWriter values = ValueWriter.PLAIN;
    private @Nullable Redactor redactor;

    /** Prepares for another line: at position 0, and without an array that a long line has grown beyond 64 KB. */
    public void rewind() {
        reset(array().length > MAX_KEPT_BYTES ? new byte[INITIAL_BYTES] : array(), 0);
    }

    @Override
    public Utf8JsonWriter name(String name) {
        separate();
        quoted(name);
        put(':');
        return this;
    }

    @Override
    public void string(@Nullable String value) {
        if (value == null) {
            nil();
        } else {
            separate();
            quoted(redacted(value));
        }
    }

    /** Writes a string, as {@link #string} does; a {@link StringBuilder} is copied without an intermediate string. */
    public void characters(@Nullable CharSequence value) {
        if (value instanceof StringBuilder room && redactor == null) {
            separate();
            quoted(room);
        } else {
            string(value == null ? null : value.toString());
        }
    }

    @Override
    public void number(long value) {
        separate();
        integer(value);
    }

    @Override
    public void number(double value) {
        separate();
        if (!Double.isFinite(value)) {
            quoted(Double.toString(value));
        } else if (!decimal(value)) {
            ascii(Double.toString(value));
        }
    }

    @Override
    public void bool(boolean value) {
        separate();
        raw(value ? AsciiConstants.TRUE : AsciiConstants.FALSE);
    }

    @Override
    public void nil() {
        separate();
        raw(AsciiConstants.NULL);
    }

    @Override
    public void value(@Nullable Object value) {
        values.write(value, this);
    }

    @Override
    public void beginObject() {
        separate();
        put('{');
    }

    @Override
    public void endObject() {
        put('}');
    }

    @Override
    public void beginArray() {
        separate();
        put('[');
    }

    @Override
    public void endArray() {
        put(']');
    }

    /** Starts a line with these rules for values. */
    public void begin(ValueWriter rules) {
        unlimited();
        values = rules;
        redactor = rules.redactor();
        scratch.clear();
    }

    /** Returns the text with secrets masked; characters beyond the limit may be missing at its end. */
    public String redacted(String given) {
        Redactor rules = redactor;
        if (rules == null) {
            return given;
        }
        String text = rules.cleaned(given);
        int room = limit() - position();
        if (text.length() > room) {
            markCut();
        }
        return rules.redact(text, room, redactionFailed);
    }

    /** Writes a string that is not redacted: the name of a logger or thread. */
    public void label(@Nullable String name) {
        if (name == null) {
            nil();
        } else {
            separate();
            quoted(name);
        }
    }

    /** Writes a value that is not redacted by pattern. */
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

    /** Returns the parts of a JSON text; a text that is none, or a mask if that may show a secret. */
    public @Nullable Object parsed(String text) {
        return EmbeddedJson.value(text, values);
    }

    /** Returns whether only the class of an exception may be written, not its message. */
    public boolean hidesMessageOf(Throwable thrown) {
        return values.hidesMessageOf(thrown);
    }

    /** Returns whether the text has parts that are redacted; failures of a pattern are not counted. */
    public boolean hides(String text) {
        Redactor rules = redactor;
        return rules != null && !rules.redact(text, text.length(), () -> {}).equals(text);
    }

    public LineState scratch() {
        return scratch;
    }
}
