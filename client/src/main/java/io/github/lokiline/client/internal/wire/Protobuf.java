package io.github.lokiline.client.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The primitives of the protobuf encoding: varints, and UTF-8 with unpaired surrogates replaced. Stateless. */
public final class Protobuf {
    private Protobuf() {}

    static int varintSize(int value) {
        return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
    }

    /** Writes an unsigned value and returns the position behind it. */
    static int writeVarint(byte[] target, int at, int value) {
        int position = at;
        int left = value;
        while ((left & ~0x7F) != 0) {
            target[position++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        target[position++] = (byte) left;
        return position;
    }

    /**
     * Writes {@code value} in exactly {@code width} bytes, so that it can be changed in place. Protobuf allows a varint to
     * be longer than necessary.
     */
    static void writeVarint(byte[] target, int at, long value, int width) {
        long left = value;
        for (int i = 0; i < width - 1; i++) {
            target[at + i] = (byte) (left | 0x80);
            left >>>= 7;
        }
        target[at + width - 1] = (byte) (left & 0x7F);
    }

    static int readVarint(byte[] source, int at) {
        return (int) readLongVarint(source, at);
    }

    static long readLongVarint(byte[] source, int at) {
        long value = 0;
        for (int i = 0; i < 10; i++) {
            byte next = source[at + i];
            value |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a varint of more than ten bytes at " + at);
    }

    /** Returns the position behind the varint at {@code at}. */
    static int skipVarint(byte[] source, int at) {
        int position = at;
        while (source[position] < 0) {
            position++;
        }
        return position + 1;
    }

    public static int utf8Length(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                if (c < 0x800) {
                    bytes++;
                } else {
                    bytes += 2;
                    if (isPair(text, i, c)) {
                        i++;
                    }
                }
            }
        }
        return bytes;
    }

    /** Writes {@code text} as UTF-8; an unpaired surrogate becomes U+FFFD, which Loki stores as it is. */
    private static int writeUtf8(String text, byte[] target, int at) {
        int position = at;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                target[position++] = (byte) c;
            } else if (c < 0x800) {
                target[position++] = (byte) (0xC0 | (c >> 6));
                target[position++] = (byte) (0x80 | (c & 0x3F));
            } else if (isPair(text, i, c)) {
                int codePoint = Character.toCodePoint(c, text.charAt(++i));
                target[position++] = (byte) (0xF0 | (codePoint >> 18));
                target[position++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
                target[position++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
                target[position++] = (byte) (0x80 | (codePoint & 0x3F));
            } else {
                char written = Character.isSurrogate(c) ? '\uFFFD' : c;
                target[position++] = (byte) (0xE0 | (written >> 12));
                target[position++] = (byte) (0x80 | ((written >> 6) & 0x3F));
                target[position++] = (byte) (0x80 | (written & 0x3F));
            }
        }
        return position;
    }

    /** Writes a text whose {@link #utf8Length} is known; one with as many bytes as characters is ASCII, copied at once. */
    @SuppressWarnings("deprecation") // it drops the high half of each character, which is zero here
    static int writeUtf8(String text, int utf8Length, byte[] target, int at) {
        if (utf8Length == text.length()) {
            text.getBytes(0, utf8Length, target, at);
            return at + utf8Length;
        }
        return writeUtf8(text, target, at);
    }

    public static byte[] utf8(String text) {
        byte[] bytes = new byte[utf8Length(text)];
        writeUtf8(text, bytes.length, bytes, 0);
        return bytes;
    }

    /** Returns the longest start of {@code text} that takes at most {@code maxBytes} in UTF-8. */
    public static String cut(String text, int maxBytes) {
        if (utf8Length(text) <= maxBytes) {
            return text;
        }
        byte[] utf8 = utf8(text);
        return new String(utf8, 0, cutBetweenCodePoints(utf8, 0, maxBytes), StandardCharsets.UTF_8);
    }

    /** Returns the largest position not above {@code end} at which the UTF-8 text from {@code from} on can be cut. */
    public static int cutBetweenCodePoints(byte[] text, int from, int end) {
        int cut = end;
        while (cut > from && (text[cut] & 0xC0) == 0x80) {
            cut--;
        }
        return cut;
    }

    /** Returns {@code array} if it can hold {@code needed} bytes, else a larger copy. */
    public static byte[] ensure(byte[] array, int needed) {
        return needed <= array.length ? array : Arrays.copyOf(array, Math.max(needed, array.length * 2));
    }

    private static boolean isPair(String text, int at, char c) {
        return Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
