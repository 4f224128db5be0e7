package io.github.lokiline.client.internal.stats;

import io.github.lokiline.client.Ledger;
import io.github.lokiline.client.internal.engine.DeliveryPipeline;
import io.github.lokiline.client.internal.engine.PipelineContext;

/**
 * The values of a pipeline's meters, as of now. Thread-safe: a scrape may read it on any thread. It copies the ledger for each
 * count, which a scrape can afford.
 */
public record MetricsSource(PipelineContext context, DeliveryPipeline pipeline) {
    Ledger ledger() {
        return context.counters().snapshot();
    }

    PushStats pushes() {
        return context.counters().pushes();
    }

    /** The time of the last delivery, in seconds since 1970; not a number before the first one. */
    double lastSuccessEpochSeconds() {
        long millis = pushes().lastSuccessEpochMillis();
        return millis == 0 ? Double.NaN : millis / 1e3;
    }

    /** The age of the oldest entry in a batch, in memory or on disk, in seconds; 0 for none. */
    double ageSeconds() {
        long oldest = pipeline.oldestEpochNanos();
        return oldest == Long.MAX_VALUE ? 0 : Math.max(0, context.clock().epochMillis() - oldest / 1e6) / 1e3;
    }

    /** Streams so busy that Loki splits them. */
    long shardedStreams() {
        return context.streams().shardedStreams(context.clock().nanos());
    }
}
