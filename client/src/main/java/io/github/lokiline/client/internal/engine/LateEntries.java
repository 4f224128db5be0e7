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

    /** Lets every entry wait from now on, those of one thread together for {@code nanos} at most. */
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
        long left = leftNanos.get();
        long deadline = clock.nanos() + left;
        // With no time left nothing is sent at once: a Loki that fails would be asked for every entry.
        boolean isDelivered = left > 0 && thread.flush(true).awaitUninterruptibly(left);
        // Threads that wait at the same time use up the same time.
        leftNanos.accumulateAndGet(deadline - clock.nanos(), Math::min);
        if (!isDelivered) {
            thread.execute(undelivered);
        }
    }
}
