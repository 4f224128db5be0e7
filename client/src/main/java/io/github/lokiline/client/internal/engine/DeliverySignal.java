package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.internal.producer.MemoryBudget;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Lets the delivery thread sleep and other threads wake it, as seldom as possible: an entry wakes a thread that would sleep longer than a batch may wait, an urgent entry always does, and so does an entry that completes a batch in the queue. Thread-safe.
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
    /** The memory in use when the delivery thread last polled the queue: the difference counts towards a whole batch. */
    private long seenBytes;

    DeliverySignal(Thread thread, LongSupplier batchBytes, MemoryBudget budget) {
        this.thread = thread;
        this.batchBytes = batchBytes;
        this.budget = budget;
    }

    /** A producer has queued an entry; {@code usedBytes} is the memory in use with it. */
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

    /** On the delivery thread, before it polls the queue. */
    void beginPoll() {
        urgentOffered = false;
        seenBytes = budget.usedBytes();
    }

    /**
     * On the delivery thread: sleeps at most {@code nanos}.
     *
     * @param alert any entry is a reason to wake
     * @param work checked once the state is set: callers before that did not see the thread asleep
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
        // An interrupt does not stop this thread, and while it is set every park returns at once.
        Thread.interrupted();
    }
}
