package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.client.internal.batch.ActiveStreams;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drops batches for which there is no room or no time left, and reports the losses. Owned by the delivery thread.
 */
public final class LoadShedder {
    private static final String QUEUE_FULL = DropReason.QUEUE_FULL.word();

    private final PipelineContext context;
    private final ActiveStreams streams;
    private final CircuitBreakers breakers;
    private final DecisionApplier applier;
    private long reportedDrops;

    public LoadShedder(
            PipelineContext context, ActiveStreams streams, CircuitBreakers breakers, DecisionApplier applier) {
        this.context = context;
        this.streams = streams;
        this.breakers = breakers;
        this.applier = applier;
    }

    public void shed() {
        if (context.config().overflow() == OverflowPolicy.DROP_OLDEST) {
            makeRoom();
        }
        dropTooOld();
        reportDrops();
    }

    /** Reports at the end what the limit of warnings has kept back. */
    public void end() {
        long lost = context.counters().dropped(DropReason.QUEUE_FULL);
        if (lost > reportedDrops) {
            context.reporter().warnLast(fullQueue(lost));
        }
    }

    /** Keeps a quarter of the budget free for the next entries. */
    private void makeRoom() {
        MemoryBudget budget = context.budget();
        // Three quarters are for entries below a warning; an eighth of all stays free for the next of them.
        long mark = budget.maxBytes() / 2 + budget.maxBytes() / 8;
        while (budget.usedBytes() > mark) {
            Batch oldest = oldestInMemoryOnly();
            if (oldest == null) {
                return;
            }
            drop(oldest, DropReason.QUEUE_FULL);
        }
    }

    /** A batch that is on disk as well was promised to be safe there; dropping it would take it from the disk, too. */
    private @Nullable Batch oldestInMemoryOnly() {
        Batch oldest = null;
        for (StreamState stream : streams) {
            for (Batch batch : stream.waiting()) {
                if (!batch.isOnDisk()) {
                    oldest = oldest == null || batch.number() < oldest.number() ? batch : oldest;
                    break;
                }
            }
        }
        return oldest;
    }

    /** Loki refuses entries older than {@code reject_old_samples_max_age}; they are counted here instead of sent. */
    private void dropTooOld() {
        long oldestMillis =
                context.expiryClock().epochMillis() - context.config().maxAge().toMillis();
        long limit = TimeUnit.MILLISECONDS.toNanos(oldestMillis);
        for (StreamState stream : streams) {
            Batch batch = stream.firstWaiting();
            if (batch != null && batch.content().newestEpochNanos() < limit && breakers.isFailing(stream)) {
                drop(batch, DropReason.TOO_OLD);
                context.reporter().warn("too_old", "entries waited longer than maxAge and are lost");
            }
        }
    }

    private void drop(Batch batch, DropReason reason) {
        batch.stream().remove(batch);
        applier.apply(batch, new PushDecision.Drop(reason));
    }

    /** Reported here and not where it happens: a caller that finds the queue full must not pay for a message as well. */
    private void reportDrops() {
        long lost = context.counters().dropped(DropReason.QUEUE_FULL);
        if (lost > reportedDrops && context.reporter().isDue(QUEUE_FULL)) {
            reportedDrops = lost;
            context.reporter().warn(QUEUE_FULL, fullQueue(lost));
        }
    }

    private String fullQueue(long lost) {
        return "the queue is full (queueMaxBytes " + context.budget().maxBytes() + "), " + lost
                + " entries are lost so far";
    }
}
