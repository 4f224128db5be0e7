package io.github.lokiline.loki;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gives up what there is no room or no time for, and tells the operator. Owned by the worker. */
final class Shedding {

    private final Shared shared;
    private final Set<Stream> busy;
    private final Gates gates;
    private final Settlement settlement;
    private long noticedDrops;

    Shedding(Shared shared, Set<Stream> busy, Gates gates, Settlement settlement) {
        this.shared = shared;
        this.busy = busy;
        this.gates = gates;
        this.settlement = settlement;
    }

    void shed() {
        makeRoom();
        dropTooOld();
        noticeDrops();
    }

    /** With {@link Overflow#DROP_OLDEST}: keeps a quarter of the budget free for what comes. */
    private void makeRoom() {
        ByteBudget budget = shared.budget();
        // Three quarters are for entries below a warning; an eighth of all stays free for the next of them.
        long mark = budget.maxBytes() / 2 + budget.maxBytes() / 8;
        while (shared.settings().overflow() == Overflow.DROP_OLDEST && budget.usedBytes() > mark) {
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
        for (Stream stream : busy) {
            Batch batch = firstInMemoryOnly(stream);
            if (batch != null && (oldest == null || batch.number < oldest.number)) {
                oldest = batch;
            }
        }
        return oldest;
    }

    private static @Nullable Batch firstInMemoryOnly(Stream stream) {
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
        for (Stream stream : busy) {
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
