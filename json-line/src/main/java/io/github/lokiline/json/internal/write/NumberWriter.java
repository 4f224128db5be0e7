package io.github.lokiline.json.internal.write;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Writes numbers of any class. Stateless. */
final class NumberWriter {
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
}
