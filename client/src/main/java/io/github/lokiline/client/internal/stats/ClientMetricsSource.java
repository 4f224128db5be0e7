package io.github.lokiline.client.internal.stats;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.engine.DeliveryPipeline;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.push.PushOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The counts of a pipeline as its meters read them. Thread-safe; it copies the ledger for each, which a scrape can afford. */
public record ClientMetricsSource(PipelineContext context, DeliveryPipeline pipeline) implements MetricsSource {

    @Override
    public long appended() {
        return context.counters().snapshot().appended();
    }

    @Override
    public long delivered() {
        return context.counters().snapshot().delivered();
    }

    @Override
    public long refused(String reason) {
        return context.counters().snapshot().refused().getOrDefault(reason, 0L);
    }

    @Override
    public long dropped(String reason) {
        return context.counters().snapshot().dropped().getOrDefault(reason, 0L);
    }

    @Override
    public List<String> dropReasons() {
        return Arrays.stream(DropReason.values()).map(DropReason::word).toList();
    }

    @Override
    public long queued() {
        return context.counters().snapshot().queued();
    }

    @Override
    public long queuedBytes() {
        return context.budget().usedBytes();
    }

    @Override
    public long recovered() {
        return context.counters().snapshot().recovered();
    }

    @Override
    public long spooled() {
        return context.counters().snapshot().spooled();
    }

    @Override
    public long repeated() {
        return context.counters().pushes().repeated();
    }

    @Override
    public List<String> outcomes() {
        return Arrays.stream(PushOutcome.values()).map(PushOutcome::word).toList();
    }

    @Override
    public long pushes(String outcome) {
        return context.counters().pushes().answers(PushOutcome.valueOf(outcome.toUpperCase(Locale.ROOT)));
    }

    @Override
    public long pushes() {
        return context.counters().pushes().pushes();
    }

    @Override
    public long pushNanos() {
        return context.counters().pushes().nanos();
    }

    @Override
    public long pushBytes() {
        return context.counters().pushes().bytes();
    }

    @Override
    public double lastSuccessEpochSeconds() {
        long millis = context.counters().pushes().lastSuccessEpochMillis();
        return millis == 0 ? Double.NaN : millis / 1e3;
    }

    @Override
    public boolean isFailing() {
        return pipeline.isFailing();
    }

    @Override
    public long spoolBytes() {
        return pipeline.spoolBytes();
    }

    @Override
    public double ageSeconds() {
        long oldest = pipeline.oldestEpochNanos();
        return oldest == Long.MAX_VALUE ? 0 : Math.max(0, context.clock().epochMillis() - oldest / 1e6) / 1e3;
    }

    @Override
    public long foldedLabels() {
        return context.counters().folded();
    }

    @Override
    public long shardedStreams() {
        return context.streams().shardedStreams(context.clock().nanos());
    }

    @Override
    public long activeStreams() {
        return context.streams().activeStreams();
    }
}
