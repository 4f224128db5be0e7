package io.github.lokiline.testkit.internal.query;

/** A range of time, from its start up to but excluding its end. Immutable. */
record TimeRange(long startNanos, long endNanos) {

    boolean contains(long nanos) {
        return nanos >= startNanos && nanos < endNanos;
    }
}
