package io.github.lokiline.testkit.internal.logql;

import java.util.Map;

/** The result of a metric query at one time: a number for each label set, or a scalar. Immutable by agreement. */
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

    /** Returns whether the result is a scalar, without labels. */
    public boolean isScalar() {
        return scalar;
    }

    /** Returns the numbers by label set. */
    public Map<Map<String, String>, Double> values() {
        return values;
    }

    double number() {
        return values.values().iterator().next();
    }
}
