package io.github.lokiline.json.internal.write;

/** Writes numbers as ASCII digits without an intermediate string. Stateless. */
final class DigitWriter {
    static final int MAX_LONG_BYTES = 20;
    static final int MAX_DECIMAL_BYTES = 24;

    private static final byte[] LEAST = AsciiConstants.bytes("-9223372036854775808");
    private static final double DECIMALS = 1e6;
    private static final int DECIMAL_DIGITS = 6;

    /** Between the two, Java writes no exponent, and 13 digits suffice, which are exact. */
    private static final double MAX_SHORT = 1e7;

    private static final double MIN_SHORT = 1e-3;

    private DigitWriter() {}

    /** Writes a number; the caller provides {@value #MAX_LONG_BYTES} bytes. Returns the position behind it. */
    static int put(long value, byte[] to, int position) {
        if (value == Long.MIN_VALUE) {
            System.arraycopy(LEAST, 0, to, position, LEAST.length);
            return position + LEAST.length;
        }
        int at = position;
        long rest = value;
        if (value < 0) {
            to[at++] = '-';
            rest = -value;
        }
        int end = at + count(rest);
        for (int i = end - 1; i >= at; i--) {
            long tens = rest / 10;
            to[i] = (byte) ('0' + (rest - tens * 10));
            rest = tens;
        }
        return end;
    }

    /** Writes exactly {@code count} digits of a number that is not negative. */
    static int putFixed(int value, int count, byte[] to, int position) {
        int rest = value;
        for (int i = position + count - 1; i >= position; i--) {
            int tens = rest / 10;
            to[i] = (byte) ('0' + (rest - tens * 10));
            rest = tens;
        }
        return position + count;
    }

    /**
     * Writes a double that is a short decimal, such as 12.5, as {@link Double#toString(double)} does. Writes nothing
     * and returns the given position for any other double.
     *
     * <p>The result is exact: k and 10^6 are doubles, and division rounds correctly, so k / 10^6 is the double nearest
     * to that decimal; when it equals the value, the decimal reads back as the value.
     */
    static int putDecimal(double value, byte[] to, int position) {
        double size = Math.abs(value);
        if (!(size < MAX_SHORT && size >= MIN_SHORT)) {
            return position;
        }
        long scaled = (long) (size * DECIMALS + 0.5);
        if (scaled / DECIMALS != size) {
            return position;
        }
        int at = position;
        if (value < 0) {
            to[at++] = '-';
        }
        long whole = scaled / 1_000_000;
        at = put(whole, to, at);
        to[at++] = '.';
        return trimmed(to, putFixed((int) (scaled - whole * 1_000_000), DECIMAL_DIGITS, to, at));
    }

    /** Keeps one digit after the point. */
    private static int trimmed(byte[] to, int end) {
        int at = end;
        while (to[at - 1] == '0' && to[at - 2] != '.') {
            at--;
        }
        return at;
    }

    private static int count(long value) {
        int count = 1;
        for (long power = 10; count < 19 && value >= power; power *= 10) {
            count++;
        }
        return count;
    }
}
