package io.github.lokiline.client.internal.push;

import java.util.concurrent.TimeUnit;

/**
 * Detects that a stream is so busy that Loki splits it into shards ({@code shard_streams.desired_rate}, 1,536 KB/s): then even
 * a push of one stream may hide the failure of a shard behind the success of another. The delivery thread writes, any thread reads.
 */
public final class StreamRateMonitor {
    private static final long SHARDED_BYTES_PER_SECOND = 1536L * 1024;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private long since = Long.MIN_VALUE;
    private long bytes;
    private volatile boolean above;
    private volatile long lastNanos;

    /** Counts bytes that were delivered; returns whether the rate has risen above the limit by it. */
    boolean delivered(long delivered, long nowNanos) {
        boolean wasAbove = above;
        if (since == Long.MIN_VALUE) {
            since = nowNanos;
        }
        bytes += delivered;
        lastNanos = nowNanos;
        if (nowNanos - since >= WINDOW_NANOS) {
            above = bytes / ((nowNanos - since) / 1e9) > SHARDED_BYTES_PER_SECOND;
            since = nowNanos;
            bytes = 0;
        }
        return above && !wasAbove;
    }

    /**
     * Any thread: returns whether the last ten seconds were above that rate. A stream that delivers nothing more is below
     * it.
     */
    public boolean isAbove(long nowNanos) {
        return above && nowNanos - lastNanos < WINDOW_NANOS;
    }
}
