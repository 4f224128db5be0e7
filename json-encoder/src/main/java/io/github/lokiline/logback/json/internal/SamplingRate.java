package io.github.lokiline.logback.json.internal;

import io.github.lokiline.json.spi.PropertyParser;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A share of the 2<sup>32</sup> int values, all of which are equally likely samples. Immutable.
 *
 * @param bound the number of values within the share
 */
record SamplingRate(long bound) {
    private static final BigDecimal VALUES_PER_PERCENT =
            BigDecimal.valueOf(1L << Integer.SIZE).divide(BigDecimal.valueOf(100));
    private static final BigDecimal MAX_PERCENT = BigDecimal.valueOf(100);

    /** Parses {@code 10}, {@code 10 %} or {@code 0.5}. There is no default. */
    static SamplingRate parse(String property, @Nullable String text, PropertyParser settings) {
        String given = settings.text(property, text, "").strip();
        String number =
                given.endsWith("%") ? given.substring(0, given.length() - 1).strip() : given;
        if (number.isEmpty()) {
            // An undefined variable has already been reported.
            if (text == null || text.isBlank() || !given.isEmpty()) {
                settings.fault(property, given, "not set", "write 0 to 100");
            }
            return new SamplingRate(0);
        }
        // Plain digits only: a large exponent would take very long to compute.
        if (!number.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            settings.fault(property, given, "not a number", "write 0 to 100");
            return new SamplingRate(0);
        }
        BigDecimal percent = new BigDecimal(number);
        if (percent.compareTo(MAX_PERCENT) > 0) {
            settings.fault(property, given, "out of range", "write 0 to 100");
        }
        return new SamplingRate(percent.multiply(VALUES_PER_PERCENT).longValue());
    }

    boolean accepts(int sampleValue) {
        return Integer.toUnsignedLong(sampleValue) < bound;
    }

    /**
     * Returns the sample value of a text: the same in every process, since Java specifies a string's hash code, and
     * distributed evenly even for similar texts.
     */
    static int sampleValue(String text) {
        return mix(text.hashCode());
    }

    /**
     * Applies the finalizer of MurmurHash3 (Austin Appleby, public domain), in which each input bit affects all output
     * bits.
     */
    static int mix(int hash) {
        int mixed = hash;
        mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }
}
