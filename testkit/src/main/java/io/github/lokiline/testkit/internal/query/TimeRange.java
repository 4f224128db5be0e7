package io.github.lokiline.testkit.internal.query;

/** From a time on, up to but not including another. Immutable. */
record TimeRange(long startNanos, long endNanos) {

    boolean contains(long nanos) {
        return nanos >= startNanos && nanos < endNanos;
    }
}
