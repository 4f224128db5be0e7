package io.github.lokiline.client.internal.backlog;

import java.util.concurrent.TimeUnit;

/**
 * Limits the rate at which a backlog is sent: none until Loki limits the tenant's rate; then half of the measured rate, never
 * below 2 MB/s, and a little more with each push that Loki takes. The rest is for live lines. Owned by the delivery thread.
 */
public final class ReplayRateLimiter {
    private static final double FLOOR_BYTES_PER_SECOND = 2 << 20;
    private static final double GROWTH = 1.05;
    private static final double UNLIMITED = Double.MAX_VALUE / 4;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private double bytesPerSecond = UNLIMITED;
    private long notBeforeNanos = Long.MIN_VALUE;
    private long windowNanos = Long.MIN_VALUE;
    private double windowBytes;

    public boolean admits(long nowNanos) {
        return notBeforeNanos == Long.MIN_VALUE || nowNanos - notBeforeNanos >= 0;
    }

    public long waitNanos(long nowNanos) {
        return admits(nowNanos) ? 0 : notBeforeNanos - nowNanos;
    }

    /** A push of the backlog leaves. */
    public void departed(long bytes, long nowNanos) {
        if (windowNanos == Long.MIN_VALUE || nowNanos - windowNanos > WINDOW_NANOS) {
            windowNanos = nowNanos;
            windowBytes = 0;
        }
        windowBytes += bytes;
        notBeforeNanos = nowNanos + (long) (bytes / bytesPerSecond * TimeUnit.SECONDS.toNanos(1));
    }

    /** Loki took a push of the backlog. */
    public void accepted() {
        bytesPerSecond = Math.min(UNLIMITED, bytesPerSecond * GROWTH);
    }

    /** Loki limited the rate of a push of the backlog. */
    public void limited(long nowNanos) {
        double seconds = Math.max(1, (nowNanos - windowNanos) / (double) WINDOW_NANOS);
        double measured = windowBytes / seconds;
        bytesPerSecond = Math.max(FLOOR_BYTES_PER_SECOND, Math.min(bytesPerSecond, measured) / 2);
    }
}
