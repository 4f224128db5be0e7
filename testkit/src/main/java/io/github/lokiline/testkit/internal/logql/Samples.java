package io.github.lokiline.testkit.internal.logql;

import java.util.Map;

/** The value of a metric query at one time: one number for each label set, or a mere number. Immutable by agreement. */
public final class Samples {

    private final boolean scalar;
    private final Map<Map<String, String>, Double> values;

    private Samples(boolean scalar, Map<Map<String, String>, Double> values) {
        this.scalar = scalar;
        this.values = values;
    }

    static Samples scalar(double value) {
        return new Samples(true, Map.of(Map.of(), value));
    }

    static Samples vector(Map<Map<String, String>, Double> values) {
        return new Samples(false, values);
    }

    /** Whether it is a mere number, without labels. */
    public boolean isScalar() {
        return scalar;
    }

    /** By label set. */
    public Map<Map<String, String>, Double> values() {
        return values;
    }

    double number() {
        return values.values().iterator().next();
    }
}
