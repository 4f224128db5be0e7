package io.github.lokiline.client.internal.stats;

import java.util.List;

/** What the meters show, as of now. Thread-safe: whoever scrapes reads it. */
public interface MetricsSource {

    /** Entries handed in. */
    long appended();

    /** Entries that Loki acknowledged. */
    long delivered();

    /** Entries that Loki turned down for {@code reason}. */
    long refused(String reason);

    /** Entries lost on our side for {@code reason}. */
    long dropped(String reason);

    /** Every reason that {@link #dropped} knows: they are few, and known from the start. */
    List<String> dropReasons();

    /** Entries waiting, batched or in flight. */
    long queued();

    /** What those take, in bytes. */
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

    /** What they took, in nanoseconds, added up. */
    long pushNanos();

    /** What they carried, compressed, in bytes. */
    long pushBytes();

    /** When Loki last stored something, in seconds since 1970; not a number before the first time. */
    double lastSuccessEpochSeconds();

    /** Whether Loki turns back what waits. */
    boolean isFailing();

    /** What the spool takes on disk. */
    long spoolBytes();

    /** How old the oldest entry is that waits in a batch, in memory or on disk; 0 for none. */
    double ageSeconds();

    /** Labels that no longer tell streams apart, because they had too many values. */
    long foldedLabels();

    /** Streams so busy that Loki splits them. */
    long shardedStreams();

    /** Label sets that Loki holds open for us, of all tenants. */
    long activeStreams();
}
