package io.github.lokiline.client.internal.push;

import java.util.function.LongUnaryOperator;

/**
 * How long to wait before the next attempt: full jitter, that is anything from zero to a ceiling that doubles with each
 * failure. Immutable.
 *
 * @param minNanos the ceiling after the first failure
 * @param maxNanos the highest ceiling
 * @param random gives a number in {@code [0, n)} for {@code n}
 */
public record ExponentialBackoff(long minNanos, long maxNanos, LongUnaryOperator random) {

    /** Full jitter may give no wait at all; a refused connection would then be tried again in a tight loop. */
    private static final long FLOOR_NANOS = 10_000_000;

    /** @param failures how many attempts failed before this wait, counted from zero */
    long nanosAfter(int failures) {
        long ceiling = minNanos << Math.min(failures, 30);
        if (ceiling <= 0 || ceiling > maxNanos) {
            ceiling = maxNanos;
        }
        return FLOOR_NANOS + random.applyAsLong(Math.max(1, ceiling - FLOOR_NANOS));
    }
}
