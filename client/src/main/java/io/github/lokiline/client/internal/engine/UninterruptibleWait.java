package io.github.lokiline.client.internal.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that an interrupt does not shorten: a close has a bound of its own, and an executor interrupts at its end. Stateless. */
final class UninterruptibleWait {
    private UninterruptibleWait() {}

    /** Waits so long in any case. */
    static void pause(long nanos) {
        await(new CountDownLatch(1), nanos);
    }

    /** Waits at most {@code nanos}, and restores an interrupt. */
    static boolean await(CountDownLatch latch, long nanos) {
        boolean isInterrupted = false;
        long deadline = System.nanoTime() + nanos;
        try {
            while (true) {
                try {
                    return latch.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
