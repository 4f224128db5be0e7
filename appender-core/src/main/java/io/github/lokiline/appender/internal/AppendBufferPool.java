package io.github.lokiline.appender.internal;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends each appending thread an {@link AppendBuffer}, and detects nested appends. Thread-safe; never waits.
 *
 * <p>A thread owns a cell while it appends: the first free one of {@value #PROBES} neighbours of the cell that its id
 * selects. A thread that already owns one of them is nested, so that one step both guards against re-entry and finds a
 * reusable buffer. No {@link ThreadLocal}: a virtual thread would start with cold buffers and discard them after a few
 * lines, and a pooled thread would keep the application's classes alive. If all neighbours are taken, the thread gets a
 * fresh buffer and is recorded in a set.
 */
public final class AppendBufferPool {
    public static final int NESTED = -1;
    private static final int ASIDE = -2;

    private static final int BITS = 6;
    private static final int PROBES = 4;
    /** Distance of two owners in references, so that no two share a cache line of 64 bytes. */
    private static final int STRIDE = 16;

    private final AtomicReferenceArray<@Nullable Thread> owners = new AtomicReferenceArray<>(STRIDE << BITS);
    /** Each element is read and written only by the owner of its cell. */
    private final @Nullable AppendBuffer[] slots = new AppendBuffer[1 << BITS];

    private final Set<Thread> aside = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asideCount = new AtomicInteger();
    private final Supplier<AppendBuffer> factory;

    public AppendBufferPool(Supplier<AppendBuffer> factory) {
        this.factory = factory;
    }

    /**
     * Acquires a cell for a thread.
     *
     * @return the cell, to be released by {@link #leave}, or {@link #NESTED}
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

    /** Returns the buffer of a cell just entered. */
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

    /** Discards the buffer of a cell, because it has grown or is in an unknown state. */
    public void discard(int cell) {
        if (cell != ASIDE) {
            slots[cell] = null;
        }
    }

    /** Discards all buffers: those in use are discarded once their owners have finished. */
    public void clear() {
        Arrays.fill(slots, null);
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
