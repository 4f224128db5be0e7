package io.github.lokiline.client.internal.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Somebody waits for every batch up to a number to be settled. The worker completes it, any thread waits. */
public final class FlushRequest {

    private final CountDownLatch done = new CountDownLatch(1);
    /** Not before the worker has begun can anything be said. */
    private long lastNumber = Long.MAX_VALUE;
    /** It is enough that entries are on disk. */
    final boolean orSafe;

    FlushRequest(boolean orSafe) {
        this.orSafe = orSafe;
    }

    void begin(long number) {
        lastNumber = number;
    }

    /** Whether a batch of this number came after it. */
    boolean precedes(long number) {
        return lastNumber < number;
    }

    void complete() {
        done.countDown();
    }

    /** False when the time is over, or the thread is interrupted, before all is settled. */
    public boolean await(long nanos) {
        try {
            return done.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
