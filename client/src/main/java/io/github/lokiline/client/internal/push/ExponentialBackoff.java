package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.engine.PipelineContext;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Computes the wait before the next attempt with full jitter: anything from zero to a ceiling that doubles with each
 * failure, from {@code retryMinBackoff} to {@code retryMaxBackoff}. Immutable.
 */
final class ExponentialBackoff {
    /** Full jitter may give no wait at all; a refused connection would then be tried again in a tight loop. */
    private static final long FLOOR_NANOS = 10_000_000;

    private final LongSupplier minNanos;
    private final LongSupplier maxNanos;
    private final LongUnaryOperator random;

    ExponentialBackoff(PipelineContext context) {
        this(
                () -> context.config().retryMinBackoff().toNanos(),
                () -> context.config().retryMaxBackoff().toNanos(),
                bound -> ThreadLocalRandom.current().nextLong(bound));
    }

    /**
     * Creates a backoff.
     *
     * @param minNanos the ceiling after the first failure
     * @param maxNanos the highest ceiling
     * @param random returns a number in {@code [0, n)} for {@code n}
     */
    ExponentialBackoff(LongSupplier minNanos, LongSupplier maxNanos, LongUnaryOperator random) {
        this.minNanos = minNanos;
        this.maxNanos = maxNanos;
        this.random = random;
    }

    /**
     * Returns the wait before the next attempt.
     *
     * @param failures the number of failed attempts before this wait, counted from zero
     */
    long nanosAfter(int failures) {
        long ceiling = minNanos.getAsLong() << Math.min(failures, 30);
        if (ceiling <= 0 || ceiling > maxNanos.getAsLong()) {
            ceiling = maxNanos.getAsLong();
        }
        return FLOOR_NANOS + random(Math.max(1, ceiling - FLOOR_NANOS));
    }

    /** Returns a random number in {@code [0, bound)}. */
    long random(long bound) {
        return random.applyAsLong(bound);
    }
}
