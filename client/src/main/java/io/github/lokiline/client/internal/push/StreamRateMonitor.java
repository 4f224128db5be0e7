package io.github.lokiline.client.internal.push;

import java.util.concurrent.TimeUnit;

/**
 * Whether a stream is so busy that Loki splits it into shards ({@code shard_streams.desired_rate}, 1,536 KB/s): then even
 * a push of one stream may hide the failure of a shard behind the success of another. The worker writes, anybody reads.
 */
public final class StreamRateMonitor {

    private static final long SHARDED_BYTES_PER_SECOND = 1536L * 1024;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private long since = Long.MIN_VALUE;
    private long bytes;
    private volatile boolean above;
    private volatile long lastNanos;

    /** Counts bytes that were delivered. */
    void delivered(long delivered, long nowNanos) {
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
    }

    /** Whether the last window of ten seconds was above that rate, as far as what was delivered tells. */
    boolean isAbove() {
        return above;
    }

    /** The same, as of now: a stream that has nothing more to deliver is above no rate. */
    public boolean isAbove(long nowNanos) {
        return above && nowNanos - lastNanos < WINDOW_NANOS;
    }
}
