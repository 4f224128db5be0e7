package io.github.lokiline.appender.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a thread that appends a {@link AppendBuffer} of its own, and tells when it is inside already. Thread-safe; never waits.
 *
 * <p>A cell is a thread's while it appends: found by the thread's id, the first free one of {@value #PROBES} neighbours.
 * A thread that finds itself in one of them is nested. So one step is both the guard against re-entry and the way to
 * reusable buffers. No {@link ThreadLocal}: a virtual thread would start with cold buffers and throw them away after a
 * few lines, and a pooled one would keep the application's classes alive. When all neighbours are taken the thread gets
 * a fresh slot and is noted aside.
 */
public final class AppendBufferPool {
    public static final int NESTED = -1;
    private static final int ASIDE = -2;

    private static final int BITS = 6;
    private static final int PROBES = 4;
    /** References between two owners, so that no two share a cache line of 64 bytes. */
    private static final int STRIDE = 16;

    private final AtomicReferenceArray<@Nullable Thread> owners = new AtomicReferenceArray<>(STRIDE << BITS);
    /** Each element is read and written by the owner of its cell alone. */
    private final @Nullable AppendBuffer[] slots = new AppendBuffer[1 << BITS];

    private final Set<Thread> aside = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asideCount = new AtomicInteger();
    private final Supplier<AppendBuffer> factory;

    public AppendBufferPool(Supplier<AppendBuffer> factory) {
        this.factory = factory;
    }

    /**
     * Lets a thread in.
     *
     * @return a cell to be left by {@link #leave}, or {@link #NESTED}
     */
    public int enter(Thread thread) {
        int home = home(thread);
        int free = ASIDE;
        for (int probe = PROBES - 1; probe >= 0; probe--) {
            int cell = neighbour(home, probe);
            Thread owner = owners.get(cell * STRIDE);
            if (owner == thread) {
                return NESTED;
            }
            free = owner == null ? cell : free;
        }
        if (asideCount.get() > 0 && aside.contains(thread)) {
            return NESTED;
        }
        return free != ASIDE && owners.compareAndSet(free * STRIDE, null, thread)
                ? free
                : enterAnyOrAside(home, thread);
    }

    /** The slot of a cell just entered. */
    public AppendBuffer slot(int cell) {
        if (cell == ASIDE) {
            return factory.get();
        }
        AppendBuffer slot = slots[cell];
        if (slot == null) {
            slot = factory.get();
            slots[cell] = slot;
        }
        return slot;
    }

    public void leave(int cell, Thread thread) {
        if (cell == ASIDE) {
            aside.remove(thread);
            asideCount.decrementAndGet();
        } else {
            owners.setRelease(cell * STRIDE, null);
        }
    }

    /** Lets the next owner of the cell start with a fresh slot: this one has grown, or is in an unknown state. */
    public void discard(int cell) {
        if (cell != ASIDE) {
            slots[cell] = null;
        }
    }

    private int enterAnyOrAside(int home, Thread thread) {
        for (int probe = 0; probe < PROBES; probe++) {
            int cell = neighbour(home, probe);
            if (owners.compareAndSet(cell * STRIDE, null, thread)) {
                return cell;
            }
        }
        aside.add(thread);
        asideCount.incrementAndGet();
        return ASIDE;
    }

    private static int home(Thread thread) {
        return (int) ((thread.getId() * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BITS));
    }

    private static int neighbour(int home, int probe) {
        return home + probe & (1 << BITS) - 1;
    }
}
