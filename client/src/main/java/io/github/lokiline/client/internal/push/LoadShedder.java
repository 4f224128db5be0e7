package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gives up what there is no room or no time for, and tells the operator. Owned by the worker. */
public final class LoadShedder {

    private final PipelineContext shared;
    private final Set<StreamState> busy;
    private final CircuitBreakers gates;
    private final PushResultHandler settlement;
    private long noticedDrops;

    public LoadShedder(
            PipelineContext shared, Set<StreamState> busy, CircuitBreakers gates, PushResultHandler settlement) {
        this.shared = shared;
        this.busy = busy;
        this.gates = gates;
        this.settlement = settlement;
    }

    public void shed() {
        makeRoom();
        dropTooOld();
        noticeDrops();
    }

    /** With {@link OverflowPolicy#DROP_OLDEST}: keeps a quarter of the budget free for what comes. */
    private void makeRoom() {
        MemoryBudget budget = shared.budget();
        // Three quarters are for entries below a warning; an eighth of all stays free for the next of them.
        long mark = budget.maxBytes() / 2 + budget.maxBytes() / 8;
        while (shared.settings().overflow() == OverflowPolicy.DROP_OLDEST && budget.usedBytes() > mark) {
            Batch oldest = oldestInMemoryOnly();
            if (oldest == null) {
                return;
            }
            oldest.stream.waiting.remove(oldest);
            settlement.drop(oldest, DropReason.QUEUE_FULL);
        }
    }

    /** What is on disk as well was promised to be safe there; dropping it would take it from the disk, too. */
    private @Nullable Batch oldestInMemoryOnly() {
        Batch oldest = null;
        for (StreamState stream : busy) {
            Batch batch = firstInMemoryOnly(stream);
            if (batch != null && (oldest == null || batch.number < oldest.number)) {
                oldest = batch;
            }
        }
        return oldest;
    }

    private static @Nullable Batch firstInMemoryOnly(StreamState stream) {
        for (Batch batch : stream.waiting) {
            if (batch.origin == null) {
                return batch;
            }
        }
        return null;
    }

    /** Loki refuses what is older than {@code reject_old_samples_max_age}; it is counted here instead of sent. */
    private void dropTooOld() {
        long oldestMillis =
                shared.time().epochMillis() - shared.settings().maxAge().toMillis();
        long limit = TimeUnit.MILLISECONDS.toNanos(oldestMillis);
        for (StreamState stream : busy) {
            Batch batch = stream.waiting.peekFirst();
            if (batch != null && batch.payload.newestEpochNanos() < limit && gates.isFailing(stream)) {
                settlement.drop(stream.waiting.removeFirst(), DropReason.TOO_OLD);
                shared.notices().warn("too_old", "entries waited longer than maxAge and are lost");
            }
        }
    }

    /** Told here, not where it happens: a caller that finds the queue full must not pay for a message as well. */
    private void noticeDrops() {
        long lost = shared.counters().dropped(DropReason.QUEUE_FULL);
        if (lost > noticedDrops) {
            noticedDrops = lost;
            shared.notices()
                    .warn(
                            "queue_full",
                            "the queue is full (queueMaxBytes "
                                    + shared.budget().maxBytes() + "), " + lost + " entries are lost so far");
        }
    }
}
