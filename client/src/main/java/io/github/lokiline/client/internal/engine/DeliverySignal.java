package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.internal.producer.MemoryBudget;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Lets the worker sleep and others wake it, as seldom as possible: an entry wakes a worker that would
 * sleep longer than a batch may wait, or when it is urgent, or when it finds a whole batch in the queue. Thread-safe.
 */
final class DeliverySignal {

    private static final int AWAKE = 0;
    /** Asleep for less than a batch may wait: a further entry can wait for that. */
    private static final int DOZING = 1;
    /** Asleep for longer, or for ever: the next entry starts the clock. */
    private static final int ALERT = 2;

    private final AtomicInteger state = new AtomicInteger(AWAKE);
    private final Thread thread;
    private final LongSupplier batchBytes;
    private final MemoryBudget budget;
    private volatile long fullMark = Long.MAX_VALUE;
    private volatile boolean urgentOffered;
    /** What was used when the worker last looked into the queue: what came since counts towards a whole batch. */
    private long seenBytes;

    DeliverySignal(Thread thread, LongSupplier batchBytes, MemoryBudget budget) {
        this.thread = thread;
        this.batchBytes = batchBytes;
        this.budget = budget;
    }

    /** A producer has put an entry into the queue; {@code usedBytes} tells how much there is. */
    void entryOffered(boolean urgent, long usedBytes) {
        if (urgent) {
            urgentOffered = true;
        }
        int now = state.get();
        if (now != AWAKE && (now == ALERT || urgent || usedBytes >= fullMark)) {
            wake();
        }
    }

    void wake() {
        if (state.getAndSet(AWAKE) != AWAKE) {
            LockSupport.unpark(thread);
        }
    }

    /** On the worker, before it looks into the queue. */
    void beginPoll() {
        urgentOffered = false;
        seenBytes = budget.usedBytes();
    }

    /**
     * On the worker: sleeps at most {@code nanos}.
     *
     * @param alert any entry is a reason to wake
     * @param work asked once the state is set, for whoever came before that did not see us sleep
     */
    void sleep(long nanos, boolean alert, BooleanSupplier work) {
        // Past half of the budget every entry is a reason: batches that are closed and compressed make room.
        long mark = Math.min(seenBytes + batchBytes.getAsLong(), Math.max(seenBytes + 1, budget.maxBytes() / 2));
        fullMark = mark;
        state.set(alert ? ALERT : DOZING);
        if (nanos > 0 && !urgentOffered && budget.usedBytes() < mark && !work.getAsBoolean()) {
            if (nanos == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
        }
        state.set(AWAKE);
        // An interrupt is no order to stop here, and while it stands every park returns at once.
        Thread.interrupted();
    }
}
