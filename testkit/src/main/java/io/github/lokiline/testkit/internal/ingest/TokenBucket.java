package io.github.lokiline.testkit.internal.ingest;

/** A token bucket that refills at a rate up to a burst; full at the start. Guarded by the store's lock. */
public final class TokenBucket {

    private static final double NANOS_PER_SECOND = 1e9;

    private double tokens;
    private long lastNanos;
    private boolean started;

    /** Takes all of {@code wanted}, or takes nothing and returns {@code false}. */
    public boolean take(long wanted, long perSecond, long burst, long nowNanos) {
        refill(perSecond, burst, nowNanos);
        if (wanted > burst || wanted > tokens) {
            return false;
        }
        tokens -= wanted;
        return true;
    }

    private void refill(long perSecond, long burst, long nowNanos) {
        double elapsedSeconds = Math.max(0, nowNanos - lastNanos) / NANOS_PER_SECOND;
        tokens = started ? Math.min((double) burst, tokens + elapsedSeconds * perSecond) : burst;
        started = true;
        lastNanos = nowNanos;
    }
}
