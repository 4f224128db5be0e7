package io.github.lokiline.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fixed parts of lines, as bytes. Immutable. */
final class Ascii {
    static final byte[] NULL = bytes("null");
    static final byte[] TRUE = bytes("true");
    static final byte[] FALSE = bytes("false");

    private Ascii() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The text escaped as a JSON string, with its quotes. */
    static byte[] quoted(String text) {
        LineWriter out = new LineWriter();
        out.string(text);
        return written(out);
    }

    /** The member's name with the comma before it and the colon after it. */
    static byte[] member(String name) {
        LineWriter out = new LineWriter();
        out.put(',');
        out.quoted(name);
        out.put(':');
        return written(out);
    }

    static byte[] written(LineWriter out) {
        return Arrays.copyOf(out.array(), out.position());
    }
}
