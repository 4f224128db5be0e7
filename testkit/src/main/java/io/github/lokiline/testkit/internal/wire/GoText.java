package io.github.lokiline.testkit.internal.wire;

import java.util.Locale;

/** Quotes and unquotes strings as Go does, for labels and error texts. Stateless, thread-safe. */
public final class GoText {

    private static final String SIMPLE_ESCAPES = "abfnrtv\\";
    private static final String SIMPLE_VALUES = "\u0007\b\f\n\r\t\u000b\\";

    private GoText() {}

    /** Quotes like {@code strconv.Quote}: {@code a"b} becomes {@code "a\"b"}. */
    public static String quote(String text) {
        return quote(text, '"');
    }

    /** Formats a character like the verb {@code %q}: {@code '.'}. */
    static String quote(int codePoint) {
        return quote(Character.toString(codePoint), '\'');
    }

    private static String quote(String text, char mark) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append(mark);
        text.codePoints().forEach(c -> appendQuoted(quoted, c, mark));
        return quoted.append(mark).toString();
    }

    private static void appendQuoted(StringBuilder to, int c, char mark) {
        int simple = SIMPLE_VALUES.indexOf(c);
        if (c == mark) {
            to.append('\\').append(mark);
        } else if (simple >= 0) {
            to.append('\\').append(SIMPLE_ESCAPES.charAt(simple));
        } else if (Utf8.isEscapedByte(c)) {
            appendHex(to, 'x', 2, c & 0xFF);
        } else if (isPrintable(c)) {
            to.appendCodePoint(c);
        } else if (c < ' ' || c == 0x7F) {
            appendHex(to, 'x', 2, c);
        } else if (c < 0x10000) {
            appendHex(to, 'u', 4, c);
        } else {
            appendHex(to, 'U', 8, c);
        }
    }

    private static void appendHex(StringBuilder to, char kind, int digits, int value) {
        to.append('\\').append(kind).append(String.format(Locale.ROOT, "%0" + digits + "x", value));
    }

    /**
     * Returns whether a character is printable as in {@code unicode.IsPrint}: letters, marks, numbers, punctuation,
     * symbols and the ASCII space.
     */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /**
     * Resolves the escapes between two {@code mark}s. {@code \xNN} and octal escapes are bytes, so several of them may
     * form one character.
     *
     * @throws IllegalArgumentException if an escape is not one of Go's; the message names it in Go's words
     */
    public static String unescape(String quoted, char mark) {
        if (quoted.indexOf('\\') < 0) {
            return quoted;
        }
        StringBuilder text = new StringBuilder(quoted.length());
        int at = 0;
        while (at < quoted.length()) {
            char c = quoted.charAt(at);
            at = c == '\\' ? unescapeOne(quoted, at + 1, mark, text) : append(text, c, at);
        }
        // single bytes join into the characters that they encode
        return Utf8.decode(Utf8.encode(text.toString()));
    }

    private static int append(StringBuilder text, char c, int at) {
        text.append(c);
        return at + 1;
    }

    /** Resolves the escape whose letter is at {@code at}; returns the position after it. */
    private static int unescapeOne(String quoted, int at, char mark, StringBuilder text) {
        if (at >= quoted.length()) {
            throw new IllegalArgumentException("escape sequence not terminated");
        }
        int letter = quoted.codePointAt(at);
        int simple = SIMPLE_ESCAPES.indexOf(letter);
        if (letter == mark) {
            return append(text, mark, at);
        }
        if (simple >= 0) {
            return append(text, SIMPLE_VALUES.charAt(simple), at);
        }
        return switch (letter) {
            case 'x' -> number(quoted, at + 1, 2, 16, text);
            case 'u' -> number(quoted, at + 1, 4, 16, text);
            case 'U' -> number(quoted, at + 1, 8, 16, text);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(quoted, at, 3, 8, text);
            default -> throw new IllegalArgumentException("unknown escape sequence " + unicodeName(letter));
        };
    }

    private static int number(String quoted, int from, int digits, int base, StringBuilder text) {
        long value = 0;
        for (int i = from; i < from + digits; i++) {
            if (i >= quoted.length()) {
                throw new IllegalArgumentException("escape sequence not terminated");
            }
            int digit = Character.digit(quoted.charAt(i), base);
            if (digit < 0 || quoted.charAt(i) > 'f') {
                throw new IllegalArgumentException(
                        "illegal character " + unicodeName(quoted.codePointAt(i)) + " in escape sequence");
            }
            value = value * base + digit;
        }
        appendNumber(value, digits <= 3, text);
        return from + digits;
    }

    private static void appendNumber(long value, boolean isByte, StringBuilder text) {
        long max = isByte ? 0xFF : Character.MAX_CODE_POINT;
        if (value > max || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("escape sequence is an invalid Unicode code point");
        }
        if (isByte && value >= 0x80) {
            text.append((char) (0xDC00 + value));
        } else {
            text.appendCodePoint((int) value);
        }
    }

    /** Formats a character like the verb {@code %#U}: {@code U+0071 'q'}. */
    static String unicodeName(int c) {
        String code = String.format(Locale.ROOT, "U+%04X", c);
        return isPrintable(c) ? code + " '" + Character.toString(c) + "'" : code;
    }
}
