package io.github.lokiline.client.internal.stats;

import java.util.List;

/** The values of the meters, as of now. Thread-safe: a scrape may read it on any thread. */
public interface MetricsSource {

    /** Entries handed in. */
    long appended();

    /** Entries that Loki acknowledged. */
    long delivered();

    /** Entries that Loki turned down for {@code reason}. */
    long refused(String reason);

    /** Entries dropped before Loki had them, for {@code reason}. */
    long dropped(String reason);

    /** Every reason that {@link #dropped} knows: they are few, and known from the start. */
    List<String> dropReasons();

    /** Entries waiting, batched or in flight. */
    long queued();

    /** The memory of those entries, in bytes. */
    long queuedBytes();

    /** Entries that an earlier process left on disk. */
    long recovered();

    /** Entries on disk. */
    long spooled();

    /** Entries sent again because no answer came. */
    long repeated();

    /** Every outcome that {@link #pushes(String)} knows. */
    List<String> outcomes();

    /** Pushes that ended so. */
    long pushes(String outcome);

    /** All pushes that ended. */
    long pushes();

    /** Their total time, in nanoseconds. */
    long pushNanos();

    /** Their total size, compressed, in bytes. */
    long pushBytes();

    /** The time of the last delivery, in seconds since 1970; not a number before the first one. */
    double lastSuccessEpochSeconds();

    /** Returns whether delivery is failing. */
    boolean isFailing();

    /** The size of the spool on disk, in bytes. */
    long spoolBytes();

    /** The age of the oldest entry in a batch, in memory or on disk, in seconds; 0 for none. */
    double ageSeconds();

    /** Labels that exceeded the cardinality limit. */
    long foldedLabels();

    /** Streams so busy that Loki splits them. */
    long shardedStreams();

    /** Active label sets, of all tenants. */
    long activeStreams();
}
