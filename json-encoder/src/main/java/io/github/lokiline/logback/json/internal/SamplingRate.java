package io.github.lokiline.logback.json.internal;

import io.github.lokiline.json.spi.PropertyParser;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A share of all draws, where a draw is any int and all are equally likely. Immutable.
 *
 * @param bound how many of the 2<sup>32</sup> draws are within the share
 */
record SamplingRate(long bound) {
    private static final BigDecimal DRAWS_A_PERCENT =
            BigDecimal.valueOf(1L << Integer.SIZE).divide(BigDecimal.valueOf(100));
    private static final BigDecimal MOST = BigDecimal.valueOf(100);

    /** Reads {@code 10}, {@code 10 %} or {@code 0.5}; there is no default, since no share suits all. */
    static SamplingRate parse(String property, @Nullable String text, PropertyParser settings) {
        String given = settings.text(property, text, "").strip();
        String number =
                given.endsWith("%") ? given.substring(0, given.length() - 1).strip() : given;
        if (number.isEmpty()) {
            // An unset variable has been reported already.
            if (text == null || text.isBlank() || !given.isEmpty()) {
                settings.fault(property, given, "not set", "write 0 to 100");
            }
            return new SamplingRate(0);
        }
        // Plain digits: an exponent could ask for a number that takes for ever to work out.
        if (!number.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            settings.fault(property, given, "not a number", "write 0 to 100");
            return new SamplingRate(0);
        }
        BigDecimal percent = new BigDecimal(number);
        if (percent.compareTo(MOST) > 0) {
            settings.fault(property, given, "out of range", "write 0 to 100");
        }
        return new SamplingRate(percent.multiply(DRAWS_A_PERCENT).longValue());
    }

    boolean holds(int draw) {
        return Integer.toUnsignedLong(draw) < bound;
    }

    /**
     * The draw of a text: the same in every process, since Java defines a string's hash code, and spread over all draws
     * though similar texts have similar ones.
     */
    static int draw(String text) {
        return spread(text.hashCode());
    }

    /** The last step of MurmurHash3 by Austin Appleby, in the public domain: each bit of the input tells on all. */
    static int spread(int hash) {
        int mixed = hash;
        mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }
}
