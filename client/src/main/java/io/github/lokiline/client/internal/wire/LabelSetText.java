package io.github.lokiline.client.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes and reads labels in the syntax of Loki's label parser: {@code {host="web-1", service_name="orders"}}. Stateless.
 *
 * <p>A name outside {@code [a-zA-Z_][a-zA-Z0-9_]*} makes Loki reject the whole push; in quotes Loki accepts it, but every
 * later query of the stream fails. Names are therefore repaired, always to the same result.
 */
public final class LabelSetText {
    /** Loki's {@code max_label_value_length}: a longer value makes Loki reject the stream. */
    private static final int MAX_VALUE_BYTES = 2048;

    /** Loki's {@code max_label_name_length}. */
    private static final int MAX_NAME_LENGTH = 1024;

    private LabelSetText() {}

    /**
     * Returns a legal name made of {@code name}: other characters become {@code _}, a leading digit gets one in front, and
     * a leading double underscore, which Loki reserves, becomes a single one. {@code foo.bar} gives {@code foo_bar}; a name
     * without any letter or digit, which Loki always answers with 500, gives {@code field}.
     */
    public static String repairName(String name) {
        StringBuilder repaired = new StringBuilder(name.length() + 1);
        boolean meaningful = false;
        for (int i = 0; i < name.length() && repaired.length() < MAX_NAME_LENGTH; i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean digit = c >= '0' && c <= '9';
            if (digit && repaired.length() == 0) {
                repaired.append('_');
            }
            boolean second = repaired.length() == 1 && repaired.charAt(0) == '_';
            if (letter || digit) {
                repaired.append(c);
                meaningful = true;
            } else if (!second) {
                repaired.append('_');
            }
        }
        return meaningful ? repaired.toString() : "field";
    }

    /** Appends {@code name="value"} with the escapes of a Go string; a long value is cut between code points. */
    public static void append(StringBuilder text, String name, String value) {
        text.append(text.length() == 1 ? "" : ", ").append(name).append("=\"");
        int bytes = 0;
        for (int i = 0; i < value.length(); ) {
            int codePoint = value.codePointAt(i);
            i += Character.charCount(codePoint);
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (bytes > MAX_VALUE_BYTES) {
                break;
            }
            appendEscaped(text, codePoint);
        }
        text.append('"');
    }

    private static void appendEscaped(StringBuilder text, int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            text.append('\\').appendCodePoint(codePoint);
        } else if (codePoint == '\n') {
            text.append("\\n");
        } else if (codePoint < 0x20 || codePoint == 0x7F) {
            text.append("\\x")
                    .append(Character.forDigit(codePoint >> 4, 16))
                    .append(Character.forDigit(codePoint & 15, 16));
        } else {
            // Loki's parser takes any U+FFFD for broken UTF-8 and rejects the push.
            boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            text.appendCodePoint(surrogate || codePoint == 0xFFFD ? '?' : codePoint);
        }
    }

    /**
     * Parses a label text that {@link #append} wrote.
     *
     * @throws IllegalArgumentException if it has another syntax
     */
    public static Map<String, String> parse(String text) {
        Map<String, String> labels = new TreeMap<>();
        int at = 1;
        while (at < text.length() - 1) {
            int equals = text.indexOf("=\"", at);
            if (equals < 0) {
                throw new IllegalArgumentException("no label text");
            }
            StringBuilder value = new StringBuilder();
            int end = parseValue(text, equals + 2, value);
            labels.put(text.substring(at, equals), value.toString());
            at = end + (text.startsWith(", ", end) ? 2 : 0);
        }
        return labels;
    }

    /** Returns the position behind the closing quote. */
    private static int parseValue(String text, int from, StringBuilder value) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at = parseEscape(text, at + 1, value);
            } else {
                value.append(text.charAt(at++));
            }
        }
        return at + 1;
    }

    private static int parseEscape(String text, int at, StringBuilder value) {
        switch (text.charAt(at)) {
            case 'n' -> value.append('\n');
            case 'x' -> {
                value.append((char) Integer.parseInt(text, at + 1, at + 3, 16));
                return at + 3;
            }
            default -> value.append(text.charAt(at));
        }
        return at + 1;
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
