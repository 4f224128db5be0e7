package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.batch.Batch;
import java.util.concurrent.TimeUnit;

/**
 * Decides when a push without a response counts as hanging: after a second, or after twice the time that Loki takes of
 * late, where that is longer. So a Loki that is slow but responds is not taken for one that hangs. Owned by the delivery
 * thread.
 */
public final class HangDetector {
    private static final long MIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The share of the last response in the average, one in so many. */
    private static final int SMOOTHING = 4;

    private long averageNanos;

    /** A response has come; no connection and a timeout are none. */
    void responded(long nanos) {
        averageNanos += (nanos - averageNanos) / SMOOTHING;
    }

    /** Returns whether {@code batch}, which is in flight, hangs. */
    public boolean hangs(Batch batch, long nowNanos) {
        return waitNanos(batch, nowNanos) <= 0;
    }

    /** Returns nanoseconds until {@code batch}, which is in flight, hangs; 0 or less if it does. */
    public long waitNanos(Batch batch, long nowNanos) {
        return Math.max(MIN_NANOS, 2 * averageNanos) - (nowNanos - batch.departedNanos());
    }
}
