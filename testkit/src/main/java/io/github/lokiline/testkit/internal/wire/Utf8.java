package io.github.lokiline.testkit.internal.wire;

import java.io.ByteArrayOutputStream;

/**
 * Converts bytes to Strings without losing those that are not UTF-8. Stateless, thread-safe.
 *
 * <p>Loki keeps such bytes: it counts and compares them, and shows them as U+FFFD. Therefore a byte that is not UTF-8
 * is decoded to the lone surrogate U+DC00 + byte, which no valid text contains, and encoded to that byte again.
 */
public final class Utf8 {

    private static final char ESCAPE_BASE = 0xDC00;
    private static final char REPLACEMENT = 0xFFFD;

    private Utf8() {}

    public static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /** Decodes {@code bytes[from, to)}. */
    public static String decode(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int length = sequenceLength(bytes, at, to);
            if (length == 0) {
                text.append((char) (ESCAPE_BASE + (bytes[at] & 0xFF)));
                at++;
            } else {
                text.appendCodePoint(codePoint(bytes, at, length));
                at += length;
            }
        }
        return text.toString();
    }

    /**
     * Returns the length of the well-formed sequence at {@code at}, or 0 if the byte there starts none (Unicode, table
     * 3-7).
     */
    private static int sequenceLength(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int length =
                first >= 0xC2 && first <= 0xDF ? 2 : first >> 4 == 0xE ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
        if (length == 0 || at + length > to || !secondByteFits(first, bytes[at + 1] & 0xFF)) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private static boolean secondByteFits(int first, int second) {
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return second >= low && second <= high;
    }

    private static int codePoint(byte[] bytes, int at, int length) {
        int value = length == 1 ? bytes[at] : bytes[at] & (0xFF >> (length + 1));
        for (int i = 1; i < length; i++) {
            value = value << 6 | (bytes[at + i] & 0x3F);
        }
        return value;
    }

    public static byte[] encode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(codePoint -> write(bytes, codePoint));
        return bytes.toByteArray();
    }

    private static void write(ByteArrayOutputStream bytes, int c) {
        if (isEscapedByte(c)) {
            bytes.write(c - ESCAPE_BASE);
        } else if (c < 0x80) {
            bytes.write(c);
        } else if (c < 0x800) {
            bytes.write(0xC0 | c >> 6);
            bytes.write(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            bytes.write(0xE0 | c >> 12);
            bytes.write(0x80 | (c >> 6 & 0x3F));
            bytes.write(0x80 | (c & 0x3F));
        } else {
            bytes.write(0xF0 | c >> 18);
            bytes.write(0x80 | (c >> 12 & 0x3F));
            bytes.write(0x80 | (c >> 6 & 0x3F));
            bytes.write(0x80 | (c & 0x3F));
        }
    }

    /** Returns the number of bytes that {@link #encode} would write. */
    public static int length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80 || (isEscapedByte(c) && !isSecondHalf(text, i))) {
                length++;
            } else {
                // either half of a surrogate pair counts two of its four bytes
                length += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return length;
    }

    private static boolean isSecondHalf(String text, int i) {
        return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    /** Returns whether this represents a byte that was not UTF-8. */
    public static boolean isEscapedByte(int codePoint) {
        return codePoint >= ESCAPE_BASE + 0x80 && codePoint <= ESCAPE_BASE + 0xFF;
    }

    /** Returns whether Go would see {@code utf8.RuneError} here: a byte that is not UTF-8, or U+FFFD itself. */
    public static boolean isRuneError(int codePoint) {
        return codePoint == REPLACEMENT || isEscapedByte(codePoint);
    }

    /** Replaces each {@link #isRuneError} by {@code replacement}. */
    public static String replaceRuneErrors(String text, char replacement) {
        if (text.codePoints().noneMatch(Utf8::isRuneError)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isRuneError(c) ? replacement : c));
        return clean.toString();
    }

    /** Returns the text as Loki's JSON shows it: U+FFFD for each byte that was not UTF-8. */
    public static String shown(String text) {
        return replaceRuneErrors(text, REPLACEMENT);
    }
}
