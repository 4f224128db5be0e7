package io.github.lokiline.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Writes numbers of any class. Stateless. */
final class Numbers {
    /** RFC 8259, section 6. */
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    /** Of 13 digits, the fewest a card has; shorter numbers are not looked at. */
    private static final long LEAST_SECRET = 1_000_000_000_000L;

    private static final int MAX_CHARS = 1024;

    /** Beyond it, working out the decimal digits takes longer than a log line may. */
    private static final int MAX_BITS = 1 << 16;

    private Numbers() {}

    static void write(long number, LineWriter out) {
        if (number >= LEAST_SECRET && out.redacts() && out.hides(Long.toString(number))) {
            out.string(Long.toString(number));
        } else {
            out.number(number);
        }
    }

    static void write(Number number, LineWriter out) {
        if (number instanceof Short || number instanceof Byte) {
            out.number(number.longValue());
        } else {
            check(number);
            text(number.toString(), out);
        }
    }

    /** Trusts no toString: anybody may write a Number, and what is not JSON's number becomes a string. */
    private static void text(String text, LineWriter out) {
        if (text.length() <= out.limit() - out.position()
                && text.length() <= MAX_CHARS
                && JSON_NUMBER.matcher(text).matches()
                && !out.hides(text)) {
            out.separate();
            out.ascii(text);
        } else {
            out.string(text);
        }
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
