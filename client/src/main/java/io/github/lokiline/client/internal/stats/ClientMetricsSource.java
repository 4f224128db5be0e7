package io.github.lokiline.client.internal.stats;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.engine.Clock;
import io.github.lokiline.client.internal.engine.PipelineStatus;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.push.PushOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A client's counts as its meters read them. Thread-safe; it copies the ledger for each, which a scrape can afford. */
public record ClientMetricsSource(
        LedgerCounters counters, MemoryBudget budget, StreamRegistry streams, PipelineStatus standing, Clock time)
        implements MetricsSource {

    @Override
    public long appended() {
        return counters.snapshot().appended();
    }

    @Override
    public long delivered() {
        return counters.snapshot().delivered();
    }

    @Override
    public long refused(String reason) {
        return counters.snapshot().refused().getOrDefault(reason, 0L);
    }

    @Override
    public long dropped(String reason) {
        return counters.snapshot().dropped().getOrDefault(reason, 0L);
    }

    @Override
    public List<String> dropReasons() {
        return Arrays.stream(DropReason.values()).map(DropReason::word).toList();
    }

    @Override
    public long queued() {
        return counters.snapshot().queued();
    }

    @Override
    public long queuedBytes() {
        return budget.usedBytes();
    }

    @Override
    public long recovered() {
        return counters.snapshot().recovered();
    }

    @Override
    public long spooled() {
        return counters.snapshot().spooled();
    }

    @Override
    public long repeated() {
        return counters.pushes().repeated();
    }

    @Override
    public List<String> outcomes() {
        return Arrays.stream(PushOutcome.values()).map(PushOutcome::word).toList();
    }

    @Override
    public long pushes(String outcome) {
        return counters.pushes().answers(PushOutcome.valueOf(outcome.toUpperCase(Locale.ROOT)));
    }

    @Override
    public long pushes() {
        return counters.pushes().pushes();
    }

    @Override
    public long pushNanos() {
        return counters.pushes().nanos();
    }

    @Override
    public long pushBytes() {
        return counters.pushes().bytes();
    }

    @Override
    public double lastSuccessEpochSeconds() {
        long millis = counters.pushes().lastSuccessEpochMillis();
        return millis == 0 ? Double.NaN : millis / 1e3;
    }

    @Override
    public boolean isFailing() {
        return standing.isFailing();
    }

    @Override
    public long spoolBytes() {
        return standing.spoolBytes();
    }

    @Override
    public double ageSeconds() {
        long oldest = standing.oldestEpochNanos();
        return oldest == Long.MAX_VALUE ? 0 : Math.max(0, time.epochMillis() - oldest / 1e6) / 1e3;
    }

    @Override
    public long foldedLabels() {
        return counters.folded();
    }

    @Override
    public long shardedStreams() {
        return streams.shardedStreams(time.nanos());
    }

    @Override
    public long activeStreams() {
        return streams.activeStreams();
    }
}
