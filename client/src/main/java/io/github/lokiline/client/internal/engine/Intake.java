package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.batch.QueuedEntry;
import io.github.lokiline.client.internal.producer.MpscEntryQueue;

/**
 * The way of entries from the queue into the pipeline. Any thread offers; everything else is the worker's.
 */
final class Intake {

    /** So many entries at most are batched before answers are looked at again. */
    private static final int TURN_ENTRIES = 4096;

    private static final int MAX_SPINS = 1_000_000;

    private final MpscEntryQueue queue = new MpscEntryQueue();
    private final PipelineContext shared;
    private final DeliveryPipeline pipeline;
    private Runnable atFirstEntry = () -> {};
    private boolean tookEver;
    private boolean tookAny;
    private long lastTakeNanos;
    /** The last sleep would have ended with the first entry. */
    private boolean wasAlert = true;

    Intake(PipelineContext shared, DeliveryPipeline pipeline) {
        this.shared = shared;
        this.pipeline = pipeline;
    }

    /** To be called before the first offer: {@code task} runs once, on the worker's thread, when an entry has come. */
    void atFirstEntry(Runnable task) {
        atFirstEntry = task;
    }

    void offer(QueuedEntry entry) {
        queue.offer(entry);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Batches what is in the queue, within limits; true when there may be more. */
    boolean take(long nowNanos) {
        // An entry found now came after the queue was last found empty; if it ended our sleep it has just come.
        long since = wasAlert ? nowNanos : lastTakeNanos;
        wasAlert = false;
        lastTakeNanos = nowNanos;
        if (!tookEver && !queue.isEmpty()) {
            tookEver = true;
            atFirstEntry.run();
        }
        for (int i = 0; i < TURN_ENTRIES; i++) {
            QueuedEntry entry = queue.poll();
            if (entry == null) {
                return false;
            }
            tookAny = true;
            add(entry, since, nowNanos);
        }
        return true;
    }

    /** Batches everything that was offered before; an offer that has begun is waited for, which takes it nanoseconds. */
    void takeAll() {
        int spins = 0;
        boolean more = true;
        while (more) {
            more = take(shared.time().nanos());
            if (!more && queue.hasUnlinked() && spins++ < MAX_SPINS) {
                Thread.onSpinWait();
                more = true;
            }
        }
    }

    private void add(QueuedEntry entry, long since, long nowNanos) {
        boolean added = false;
        try {
            pipeline.add(entry, since, nowNanos);
            added = true;
        } finally {
            if (!added) {
                lose(entry, DropReason.INTERNAL_ERROR);
            }
        }
    }

    /** After the end: nothing is batched any more. */
    void loseAll() {
        for (QueuedEntry entry = queue.poll(); entry != null; entry = queue.poll()) {
            lose(entry, DropReason.CLOSED);
        }
    }

    private void lose(QueuedEntry entry, DropReason reason) {
        shared.counters().settle(1);
        shared.counters().drop(reason, 1);
        shared.budget().giveBack(entry.cost());
    }

    /** How long the worker may sleep of the time that the pipeline gives it. */
    long sleepNanos(long pipelineNanos) {
        long batchMaxWait = shared.settings().batchMaxWait().toNanos();
        // More is likely to come: entries for streams that cannot leave now need not wake us one by one.
        long wait = tookAny ? Math.min(pipelineNanos, batchMaxWait) : pipelineNanos;
        tookAny = false;
        wasAlert = wait > batchMaxWait;
        return wait;
    }

    /** Whether the sleep that {@link #sleepNanos} has just measured is to end with the first entry. */
    boolean isAlert() {
        return wasAlert;
    }
}
