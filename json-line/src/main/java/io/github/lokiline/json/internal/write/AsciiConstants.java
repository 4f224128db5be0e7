package io.github.lokiline.json.internal.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Constant parts of lines as bytes, and methods that encode such parts. Immutable. */
public final class AsciiConstants {
    public static final byte[] NULL = bytes("null");
    public static final byte[] TRUE = bytes("true");
    public static final byte[] FALSE = bytes("false");

    private AsciiConstants() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the text escaped as a JSON string, with its quotes. */
    public static byte[] quoted(String text) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        out.string(text);
        return written(out);
    }

    /** Returns {@code ,"name":}, escaped. */
    public static byte[] member(String name) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        out.put(',');
        out.quoted(name);
        out.put(':');
        return written(out);
    }

    public static byte[] written(Utf8JsonWriter out) {
        return Arrays.copyOf(out.array(), out.position());
    }
}
