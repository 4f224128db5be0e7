package io.github.lokiline.json.internal.write;

import java.util.Arrays;

/**
 * The bytes of a {@link Utf8JsonWriter}: an array that grows, JSON's escapes, and a limit at which texts are cut
 * between code points. Owned by one thread at a time. Long because it is a codec.
 */
public abstract class Utf8Buffer {
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    public static final int INITIAL_BYTES = 1024;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int PIECE_CHARS = 256;
    private static final int MAX_BYTES_PER_CHAR = 6;
    private static final int FOUR_DIGITS = 1;
    private static final char DELETE = '\u007f';
    private static final byte[] HEX = AsciiConstants.bytes("0123456789abcdef");

    /** For each ASCII character: 0 if it needs no escape, 1 if it needs four digits, else its short escape. */
    private static final byte[] ESCAPES = escapes();

    private final char[] piece = new char[PIECE_CHARS];
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int position;
    private int start;
    private int limit = NO_LIMIT;
    private boolean cut;
    private boolean asciiOnly;

    /** Returns the current array; writing may replace it. */
    public final byte[] array() {
        return buffer;
    }

    /** Returns the index of the next byte in {@link #array()}. */
    public final int position() {
        return position;
    }

    /**
     * Continues at a position of the given array, which a larger one may replace while writing.
     *
     * @param array the array to write to; bytes before the position are kept
     * @param newPosition index of the first byte to write
     */
    public final void reset(byte[] array, int newPosition) {
        buffer = array;
        position = newPosition;
        unlimited();
    }

    /** Starts a line at the current position, with no limit and nothing cut. */
    public final void unlimited() {
        start = position;
        limit = NO_LIMIT;
        cut = false;
    }

    /** Returns the position at which texts are cut and containers end. */
    public final int limit() {
        return limit;
    }

    public final void limit(int newLimit) {
        limit = newLimit;
    }

    public final boolean isFull() {
        return position >= limit;
    }

    /** Returns whether a part of the line did not fit. */
    public final boolean isCut() {
        return cut;
    }

    public final void markCut() {
        cut = true;
    }

    /** Sets whether texts escape the delete character and all characters beyond ASCII. */
    public final void asciiOnly(boolean only) {
        asciiOnly = only;
    }

    public final void rollback(int mark) {
        position = mark;
    }

    /** Rolls back as {@link #rollback(int)} does, and restores {@link #isCut()}. */
    public final void rollback(int mark, boolean wasCut) {
        position = mark;
        cut = wasCut;
    }

    /** Returns whether the member behind the mark is null or absent: no other value ends with this letter. */
    public final boolean endsWithNull(int mark) {
        return position == mark || buffer[position - 1] == 'l';
    }

    /** Returns whether the member behind the mark is an empty string, array or object: no other value ends like them. */
    public final boolean endsEmpty(int mark) {
        if (position - mark < 3 || buffer[position - 3] != ':') {
            return false;
        }
        byte first = buffer[position - 2];
        byte last = buffer[position - 1];
        return (first == '"' && last == '"') || (first == '[' && last == ']') || (first == '{' && last == '}');
    }

    /**
     * Writes a comma unless the last byte shows that none is due. Reading that byte costs one load and makes a rollback
     * trivial; a finished value never ends with one of these three bytes.
     */
    public final void separate() {
        if (position != start) {
            byte last = buffer[position - 1];
            if (last != '{' && last != '[' && last != ':') {
                put(',');
            }
        }
    }

    /** Writes an escaped {@code ,"name":}, without its comma at the begin of an object. */
    public final void member(byte[] fragment) {
        int skip = buffer[position - 1] == '{' ? 1 : 0;
        int length = fragment.length - skip;
        ensure(length);
        System.arraycopy(fragment, skip, buffer, position, length);
        position += length;
    }

    /** Writes bytes without escapes. */
    public final void raw(byte[] bytes) {
        raw(bytes, 0, bytes.length);
    }

    /** Writes ASCII that needs no escape, regardless of the limit, because a number must not be cut. */
    public final void ascii(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            buffer[position + i] = (byte) text.charAt(i);
        }
        position += length;
    }

    /** Writes a part of an array without escapes. */
    public final void raw(byte[] bytes, int from, int to) {
        int length = to - from;
        ensure(length);
        System.arraycopy(bytes, from, buffer, position, length);
        position += length;
    }

    public final void put(char ascii) {
        ensure(1);
        buffer[position++] = (byte) ascii;
    }

    public final void integer(long value) {
        ensure(NumberWriter.MAX_LONG_BYTES);
        position = NumberWriter.put(value, buffer, position);
    }

    /** Writes a short decimal; writes nothing and returns false for any other number. */
    public final boolean decimal(double value) {
        ensure(NumberWriter.MAX_DECIMAL_BYTES);
        int end = NumberWriter.putDecimal(value, buffer, position);
        boolean written = end > position;
        position = end;
        return written;
    }

    /** Writes exactly {@code count} digits, with leading zeros. */
    public final void digits(int value, int count) {
        ensure(count);
        position = NumberWriter.putFixed(value, count, buffer, position);
    }

    public final void quoted(CharSequence value) {
        put('"');
        text(value);
        put('"');
    }

    /**
     * Writes a text escaped, without quotes, up to the limit; returns false where it was cut.
     *
     * <p>The text is copied in pieces: one copy is cheaper than {@code charAt}, which checks the string's coding for
     * each character, and the worst case of a piece bounds the room that it needs.
     */
    public final boolean text(CharSequence value) {
        int length = value.length();
        int i = 0;
        while (i >= 0 && i < length) {
            int end = Math.min(length, i + PIECE_CHARS);
            copy(value, i, end);
            int size = end - i;
            if (end < length && Character.isHighSurrogate(piece[size - 1])) {
                // A surrogate pair stays together: it begins the next piece.
                size--;
            }
            i = write(size) ? i + size : -1;
        }
        return i >= 0;
    }

    /** Copies a String or StringBuilder; callers convert all others. */
    private void copy(CharSequence value, int from, int to) {
        if (value instanceof String text) {
            text.getChars(from, to, piece, 0);
        } else {
            ((StringBuilder) value).getChars(from, to, piece, 0);
        }
    }

    /** Returns false where the text was cut. */
    private boolean write(int size) {
        int worst = size * MAX_BYTES_PER_CHAR;
        if (asciiOnly || worst > limit - position) {
            return upToLimit(size);
        }
        ensure(worst);
        freely(size);
        return true;
    }

    /** Writes a piece for which the limit is far enough and room is ensured. */
    private void freely(int size) {
        char[] from = piece;
        byte[] to = buffer;
        int at = position;
        for (int i = 0; i < size; i++) {
            char c = from[i];
            if (c < 128 && ESCAPES[c] == 0) {
                to[at++] = (byte) c;
            } else if (c >= 128 && c < 0x800) {
                to[at++] = (byte) (0xc0 | c >> 6);
                to[at++] = (byte) (0x80 | (c & 0x3f));
            } else if (c >= 0x800 && !Character.isSurrogate(c)) {
                to[at++] = (byte) (0xe0 | c >> 12);
                to[at++] = (byte) (0x80 | (c >> 6 & 0x3f));
                to[at++] = (byte) (0x80 | (c & 0x3f));
            } else {
                position = at;
                i += codePoint(c, i, size) == 4 ? 1 : 0;
                at = position;
            }
        }
        position = at;
    }

    /** Returns false where the text was cut. */
    private boolean upToLimit(int size) {
        for (int i = 0; i < size; i++) {
            int bytes = codePoint(piece[i], i, size);
            if (bytes == 0) {
                cut = true;
                return false;
            }
            i += bytes == 4 ? 1 : 0;
        }
        return true;
    }

    /** Writes one code point and returns its bytes in UTF-8, as the next five methods do; 0 if it does not fit. */
    private int codePoint(char c, int i, int size) {
        if (asciiOnly && c >= DELETE) {
            return escaped(c, i, size);
        }
        return c < 128 ? one(c) : c < 0x800 ? two(c) : three(c, i, size);
    }

    private int one(char c) {
        byte escape = ESCAPES[c];
        int bytes = escape == 0 ? 1 : escape == FOUR_DIGITS ? 6 : 2;
        if (!fits(bytes)) {
            return 0;
        }
        if (escape == 0) {
            buffer[position++] = (byte) c;
        } else {
            buffer[position++] = '\\';
            escape(c, escape);
        }
        return bytes;
    }

    private void escape(char c, byte escape) {
        if (escape != FOUR_DIGITS) {
            buffer[position++] = escape;
            return;
        }
        buffer[position++] = 'u';
        buffer[position++] = '0';
        buffer[position++] = '0';
        buffer[position++] = HEX[c >> 4];
        buffer[position++] = HEX[c & 15];
    }

    private int escaped(char c, int i, int size) {
        boolean isPair = Character.isHighSurrogate(c) && i + 1 < size && Character.isLowSurrogate(piece[i + 1]);
        if (!fits(isPair ? 2 * MAX_BYTES_PER_CHAR : MAX_BYTES_PER_CHAR)) {
            return 0;
        }
        unicode(isPair || !Character.isSurrogate(c) ? c : '\ufffd');
        if (isPair) {
            unicode(piece[i + 1]);
        }
        return isPair ? 4 : 3;
    }

    /** Writes a backslash, u and four hexadecimal digits. */
    public final void unicode(char c) {
        ensure(MAX_BYTES_PER_CHAR);
        buffer[position++] = '\\';
        buffer[position++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            buffer[position++] = HEX[c >> shift & 15];
        }
    }

    private int two(char c) {
        if (!fits(2)) {
            return 0;
        }
        buffer[position++] = (byte) (0xc0 | c >> 6);
        buffer[position++] = (byte) (0x80 | (c & 0x3f));
        return 2;
    }

    private int three(char c, int i, int size) {
        if (Character.isHighSurrogate(c) && i + 1 < size && Character.isLowSurrogate(piece[i + 1])) {
            return four(Character.toCodePoint(c, piece[i + 1]));
        }
        if (!fits(3)) {
            return 0;
        }
        char shown = Character.isSurrogate(c) ? '\ufffd' : c;
        buffer[position++] = (byte) (0xe0 | shown >> 12);
        buffer[position++] = (byte) (0x80 | (shown >> 6 & 0x3f));
        buffer[position++] = (byte) (0x80 | (shown & 0x3f));
        return 3;
    }

    private int four(int codePoint) {
        if (!fits(4)) {
            return 0;
        }
        buffer[position++] = (byte) (0xf0 | codePoint >> 18);
        buffer[position++] = (byte) (0x80 | (codePoint >> 12 & 0x3f));
        buffer[position++] = (byte) (0x80 | (codePoint >> 6 & 0x3f));
        buffer[position++] = (byte) (0x80 | (codePoint & 0x3f));
        return 4;
    }

    private boolean fits(int bytes) {
        ensure(bytes);
        return bytes <= limit - position;
    }

    private void ensure(int bytes) {
        if (buffer.length - position < bytes) {
            grow(bytes);
        }
    }

    private void grow(int bytes) {
        long needed = (long) position + bytes;
        if (needed > LARGEST_ARRAY) {
            throw new IllegalStateException("line larger than an array can hold");
        }
        long doubled = Math.max(needed, Math.max(INITIAL_BYTES, 2L * buffer.length));
        buffer = Arrays.copyOf(buffer, (int) Math.min(doubled, LARGEST_ARRAY));
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[128];
        Arrays.fill(escapes, 0, ' ', (byte) FOUR_DIGITS);
        String pairs = "\"\"\\\\\bb\ff\nn\rr\tt";
        for (int i = 0; i < pairs.length(); i += 2) {
            escapes[pairs.charAt(i)] = (byte) pairs.charAt(i + 1);
        }
        return escapes;
    }
}
