package io.github.lokiline.client.internal.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The entries that other shutdown hooks log after lokiline's own has ended. The JVM ends with the last hook and waits for no
 * delivery then, so the thread that logs waits for it, until {@code shutdownTimeout} is used up. Thread-safe.
 */
final class LateEntries {

    private final DeliveryThread thread;
    private final Clock clock;
    private final Runnable undelivered;
    private final AtomicLong leftNanos = new AtomicLong();
    private volatile boolean begun;

    /**
     * Creates it; nothing waits before {@link #begin}.
     *
     * @param undelivered runs on the delivery thread when an entry was not delivered in time
     */
    LateEntries(DeliveryThread thread, Clock clock, Runnable undelivered) {
        this.thread = thread;
        this.clock = clock;
        this.undelivered = undelivered;
    }

    /** Lets every entry wait from now on, all of them together for {@code nanos}. */
    void begin(long nanos) {
        leftNanos.set(nanos);
        begun = true;
    }

    /** Waits, if lokiline's hook has ended, until the entry that was offered last is delivered. */
    void offered() {
        if (begun && !InternalThread.isCurrent()) {
            await();
        }
    }

    private void await() {
        long start = clock.nanos();
        boolean isDelivered = thread.flush(true).awaitUninterruptibly(Math.max(0, leftNanos.get()));
        leftNanos.addAndGet(start - clock.nanos());
        if (!isDelivered) {
            thread.execute(undelivered);
        }
    }
}
