package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.metrics.Readings;
import java.util.Arrays;
import java.util.List;

/** A client's counts as its meters read them. Thread-safe; it copies the ledger for each, which a scrape can afford. */
record ClientReadings(Counters counters, ByteBudget budget, StreamTable streams) implements Readings {

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
    public long foldedLabels() {
        return counters.folded();
    }

    @Override
    public long shardedStreams() {
        return counters.sharded();
    }

    @Override
    public long activeStreams() {
        return streams.activeStreams();
    }
}
