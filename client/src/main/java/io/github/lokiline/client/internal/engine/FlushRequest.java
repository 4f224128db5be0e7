package io.github.lokiline.client.internal.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request to complete every batch up to a number. The delivery thread completes it, any thread waits. */
final class FlushRequest {
    private final CountDownLatch done = new CountDownLatch(1);
    /** The caller no longer waits. */
    private volatile boolean abandoned;
    /** Known once the delivery thread has seen the request. */
    private long lastNumber = Long.MAX_VALUE;
    /** Entries on disk count as completed. */
    final boolean orSafe;

    FlushRequest(boolean orSafe) {
        this.orSafe = orSafe;
    }

    void begin(long number) {
        lastNumber = number;
    }

    /** Returns whether a batch of this number came after the request. */
    boolean precedes(long number) {
        return lastNumber < number;
    }

    void complete() {
        done.countDown();
    }

    /** As {@link #await}, but an interrupt does not end the wait; it is restored. */
    boolean awaitUninterruptibly(long nanos) {
        boolean isDone = UninterruptibleWait.await(done, nanos);
        abandoned = !isDone;
        return isDone;
    }

    /** Waits at most {@code nanos}; returns false after that, or after an interrupt. */
    boolean await(long nanos) {
        boolean isDone = false;
        try {
            isDone = done.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        abandoned = !isDone;
        return isDone;
    }

    boolean isAbandoned() {
        return abandoned;
    }
}
