package io.github.lokiline.json.internal.write;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Writes numbers of any class, the common ones as ASCII digits without an intermediate string. Stateless. */
final class NumberWriter {
    static final int MAX_LONG_BYTES = 20;
    static final int MAX_DECIMAL_BYTES = 24;

    private static final byte[] LEAST_LONG = AsciiConstants.bytes("-9223372036854775808");
    private static final double DECIMALS = 1e6;
    private static final int DECIMAL_DIGITS = 6;

    /** Between the two, Java writes no exponent, and 13 digits suffice, which are exact. */
    private static final double MAX_SHORT = 1e7;

    private static final double MIN_SHORT = 1e-3;

    /** RFC 8259, section 6. */
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    /** The least number of 13 digits, the fewest of a card number; smaller ones are never redacted. */
    private static final long LEAST_SECRET = 1_000_000_000_000L;

    /** The most digits of a card number. */
    private static final int MOST_SECRET_DIGITS = 19;

    private static final int MAX_CHARS = 1024;

    /** Beyond it, the conversion to decimal digits takes too long for a log line. */
    private static final int MAX_BITS = 1 << 16;

    private NumberWriter() {}

    static void write(long number, Utf8JsonWriter out) {
        boolean isLong = number >= LEAST_SECRET || number <= -LEAST_SECRET;
        if (isLong && out.redacts() && out.hides(Long.toString(number))) {
            out.string(Long.toString(number));
        } else {
            out.number(number);
        }
    }

    static void write(double number, Utf8JsonWriter out) {
        if (Math.abs(number) >= LEAST_SECRET && Double.isFinite(number) && out.redacts()) {
            text(Double.toString(number), out);
        } else {
            out.number(number);
        }
    }

    static void write(Number number, Utf8JsonWriter out) {
        if (number instanceof Short || number instanceof Byte) {
            out.number(number.longValue());
        } else {
            check(number);
            text(number.toString(), out);
        }
    }

    /** Writes a text that is no JSON number as a string: an application's subclass of Number may return anything. */
    static void text(String text, Utf8JsonWriter out) {
        boolean isNumber =
                text.length() <= MAX_CHARS && JSON_NUMBER.matcher(text).matches();
        String seen = isNumber && out.redacts() ? plain(text) : text;
        if (isNumber && text.length() <= out.limit() - out.position() && !out.hides(seen)) {
            out.separate();
            out.ascii(text);
        } else {
            out.string(seen);
        }
    }

    /** Removes the exponent, which puts a point into the digits of a card number, where no pattern finds it. */
    private static String plain(String number) {
        if (number.indexOf('E') < 0 && number.indexOf('e') < 0) {
            return number;
        }
        BigDecimal exact = new BigDecimal(number);
        long wholeDigits = (long) exact.precision() - exact.scale();
        return wholeDigits > 0 && wholeDigits <= MOST_SECRET_DIGITS ? exact.toPlainString() : number;
    }

    private static void check(Number number) {
        int bits = 0;
        if (number instanceof BigInteger integer) {
            bits = integer.bitLength();
        } else if (number instanceof BigDecimal decimal) {
            bits = decimal.unscaledValue().bitLength();
        }
        if (bits > MAX_BITS) {
            throw new IllegalArgumentException("number of " + bits + " bits");
        }
    }

    /** Writes a number; the caller provides {@value #MAX_LONG_BYTES} bytes. Returns the position behind it. */
    static int put(long value, byte[] to, int position) {
        if (value == Long.MIN_VALUE) {
            System.arraycopy(LEAST_LONG, 0, to, position, LEAST_LONG.length);
            return position + LEAST_LONG.length;
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
