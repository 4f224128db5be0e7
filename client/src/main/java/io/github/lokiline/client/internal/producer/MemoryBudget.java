package io.github.lokiline.client.internal.producer;

import io.github.lokiline.client.Priority;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bytes that entries may take from {@code append} to the wire. Thread-safe; taking and giving back is one atomic
 * operation, and nobody takes the lock unless somebody waits for room.
 *
 * <p>Taking is exact: what would exceed the limit is not taken, so the bound holds for lines of any size.
 */
public final class MemoryBudget {
    private volatile long maxBytes;
    /** The last quarter is reserved for {@link Priority#HIGH} and above, which matter most during an incident. */
    private volatile long maxNormalBytes;

    private final AtomicLong usedBytes = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();

    public MemoryBudget(long maxBytes) {
        this.maxBytes = maxBytes;
        this.maxNormalBytes = maxBytes - maxBytes / 4;
    }

    /** Changes the limit; bytes that are reserved above a lower one stay so. */
    public void resize(long newMaxBytes) {
        maxBytes = newMaxBytes;
        maxNormalBytes = newMaxBytes - newMaxBytes / 4;
        release(0);
    }

    /**
     * Returns whether {@code bytes} more would fit now: one read, so that an entry for a full queue is dropped before it is
     * encoded.
     */
    public boolean hasRoom(long bytes, Priority priority) {
        return usedBytes.get() + bytes <= limit(priority);
    }

    /** Returns whether more than half is in use: callers need the rest, so what can leave memory does. */
    public boolean isLow() {
        return usedBytes.get() > maxBytes / 2;
    }

    /** Takes {@code bytes} and gives what is used now; -1, with nothing taken, when they do not fit. */
    public long tryReserve(long bytes, Priority priority) {
        long limit = limit(priority);
        long used;
        do {
            used = usedBytes.get();
            if (used + bytes > limit) {
                return -1;
            }
        } while (!usedBytes.compareAndSet(used, used + bytes));
        return used + bytes;
    }

    /** Takes {@code bytes} whether they fit or not: for entries that exist already and only change their form. */
    public void reserve(long bytes) {
        usedBytes.addAndGet(bytes);
    }

    public void release(long bytes) {
        usedBytes.addAndGet(-bytes);
        if (waiting.get() > 0) {
            lock.lock();
            try {
                room.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** As {@link #tryReserve}, but waits for room: at most {@code nanos}, and not once the thread is interrupted. */
    public long awaitReserve(long bytes, Priority priority, long nanos) {
        lock.lock();
        try {
            waiting.incrementAndGet();
            long left = nanos;
            long used = tryReserve(bytes, priority);
            // What will never fit is not waited for.
            while (used < 0 && left > 0 && bytes <= limit(priority)) {
                left = room.awaitNanos(left);
                used = tryReserve(bytes, priority);
            }
            return used;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    public long usedBytes() {
        return usedBytes.get();
    }

    public long maxBytes() {
        return maxBytes;
    }

    private long limit(Priority priority) {
        return priority == Priority.NORMAL ? maxNormalBytes : maxBytes;
    }
}
