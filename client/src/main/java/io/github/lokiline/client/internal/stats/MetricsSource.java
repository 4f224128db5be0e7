package io.github.lokiline.client.internal.stats;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.engine.DeliveryPipeline;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.push.PushOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The values of a pipeline's meters, as of now. Thread-safe: a scrape may read it on any thread. It copies the ledger for each
 * count, which a scrape can afford.
 */
public record MetricsSource(PipelineContext context, DeliveryPipeline pipeline) {

    /** Entries handed in. */
    public long appended() {
        return context.counters().snapshot().appended();
    }

    /** Entries that Loki acknowledged. */
    public long delivered() {
        return context.counters().snapshot().delivered();
    }

    /** Entries that Loki turned down for {@code reason}. */
    public long refused(String reason) {
        return context.counters().snapshot().refused().getOrDefault(reason, 0L);
    }

    /** Entries dropped before Loki had them, for {@code reason}. */
    public long dropped(String reason) {
        return context.counters().snapshot().dropped().getOrDefault(reason, 0L);
    }

    /** Every reason that {@link #dropped} knows: they are few, and known from the start. */
    public List<String> dropReasons() {
        return Arrays.stream(DropReason.values()).map(DropReason::word).toList();
    }

    /** Entries waiting, batched or in flight. */
    public long queued() {
        return context.counters().snapshot().queued();
    }

    /** The memory of those entries, in bytes. */
    public long queuedBytes() {
        return context.budget().usedBytes();
    }

    /** Entries that an earlier process left on disk. */
    public long recovered() {
        return context.counters().snapshot().recovered();
    }

    /** Entries on disk. */
    public long spooled() {
        return context.counters().snapshot().spooled();
    }

    /** Entries sent again because no answer came. */
    public long repeated() {
        return context.counters().pushes().repeated();
    }

    /** Every outcome that {@link #pushes(String)} knows. */
    public List<String> outcomes() {
        return Arrays.stream(PushOutcome.values()).map(PushOutcome::word).toList();
    }

    /** Pushes that ended so. */
    public long pushes(String outcome) {
        return context.counters().pushes().answers(PushOutcome.valueOf(outcome.toUpperCase(Locale.ROOT)));
    }

    /** All pushes that ended. */
    public long pushes() {
        return context.counters().pushes().pushes();
    }

    /** Their total time, in nanoseconds. */
    public long pushNanos() {
        return context.counters().pushes().nanos();
    }

    /** Their total size, compressed, in bytes. */
    public long pushBytes() {
        return context.counters().pushes().bytes();
    }

    /** The time of the last delivery, in seconds since 1970; not a number before the first one. */
    public double lastSuccessEpochSeconds() {
        long millis = context.counters().pushes().lastSuccessEpochMillis();
        return millis == 0 ? Double.NaN : millis / 1e3;
    }

    /** Returns whether delivery is failing. */
    public boolean isFailing() {
        return pipeline.isFailing();
    }

    /** The size of the spool on disk, in bytes. */
    public long spoolBytes() {
        return pipeline.spoolBytes();
    }

    /** The age of the oldest entry in a batch, in memory or on disk, in seconds; 0 for none. */
    public double ageSeconds() {
        long oldest = pipeline.oldestEpochNanos();
        return oldest == Long.MAX_VALUE ? 0 : Math.max(0, context.clock().epochMillis() - oldest / 1e6) / 1e3;
    }

    /** Labels that exceeded the cardinality limit. */
    public long foldedLabels() {
        return context.counters().folded();
    }

    /** Streams so busy that Loki splits them. */
    public long shardedStreams() {
        return context.streams().shardedStreams(context.clock().nanos());
    }

    /** Active label sets, of all tenants. */
    public long activeStreams() {
        return context.streams().activeStreams();
    }
}
