package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.backlog.SpoolBacklog;
import io.github.lokiline.client.internal.batch.ActiveStreams;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import io.github.lokiline.client.internal.stats.LedgerCounters;
import java.util.List;

/**
 * Applies decisions about batches: their entries leave the pipeline or return to their stream, and ledger, memory budget and
 * spool follow. Owned by the delivery thread. {@code DeliveryPipeline} counts an entry that no batch holds as lost, and
 * {@link SpoolBacklog} counts what it keeps or loses on disk.
 */
public final class DecisionApplier {
    private final LedgerCounters counters;
    private final MemoryBudget budget;
    private final ActiveStreams streams;
    private final SpoolBacklog backlog;

    public DecisionApplier(PipelineContext context, ActiveStreams streams, SpoolBacklog backlog) {
        this.counters = context.counters();
        this.budget = context.budget();
        this.streams = streams;
        this.backlog = backlog;
    }

    /** Applies {@code decision} to a batch that no stream holds any more. */
    @SuppressWarnings("ReferenceEquality") // there is one
    public void apply(Batch batch, PushDecision decision) {
        if (decision == PushDecision.REQUEUE) {
            // First: it is what follows an error, and without memory the classes of the others cannot be loaded.
            streams.requeue(batch);
        } else if (decision instanceof PushDecision.Done done) {
            complete(batch, done);
        } else if (decision instanceof PushDecision.Drop drop) {
            counters.drop(drop.reason(), batch.entries());
            complete(batch);
        } else {
            replace(batch, ((PushDecision.Replace) decision).batches());
        }
    }

    private void replace(Batch batch, List<Batch> others) {
        streams.requeue(others);
        for (Batch other : others) {
            budget.reserve(other.cost());
        }
        budget.release(batch.cost());
    }

    /** Counts the entries of a stream's open batch as lost. */
    public void dropOpen(StreamState stream, DropReason reason) {
        long cost = stream.openCost();
        int entries = stream.clearOpen();
        counters.drop(reason, entries);
        counters.settle(entries);
        budget.release(cost);
    }

    private void complete(Batch batch, PushDecision.Done done) {
        long uncounted = batch.entries();
        try {
            counters.deliver(done.delivered());
            uncounted -= done.delivered();
            for (PartialRejection refused : done.refused()) {
                counters.refuse(refused.reason(), refused.entries());
                uncounted -= refused.entries();
            }
        } finally {
            // A count that fails, for example without memory for a new reason, must not hide an entry.
            if (uncounted > 0) {
                counters.drop(DropReason.INTERNAL_ERROR, uncounted);
            }
            complete(batch);
        }
    }

    private void complete(Batch batch) {
        counters.settle(batch.entries());
        budget.release(batch.cost());
        backlog.completed(batch);
    }
}
