package io.github.lokiline.json.spi;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few striped places to keep reusable objects: try one, else make a fresh one. Thread-safe; never waits.
 *
 * <p>Why not a {@link ThreadLocal}: a virtual thread starts with an empty one and throws it away after a few lines, and
 * on a pooled thread it outlives the application that filled it. A nested lease on the same thread, as when a value's
 * {@code toString} logs, simply gets another object.
 *
 * @param <T> what is kept; an object that is not released is simply lost to the pool
 */
public final class ObjectPool<T> {
    /** References between two slots, so that no two share a cache line of 64 bytes. */
    private static final int STRIDE = 16;

    private static final int PROBES = 2;

    private final Supplier<T> factory;
    private final AtomicReferenceArray<@Nullable T> slots;
    private final int mask;

    /**
     * Makes the slots, all empty: two or more for each processor.
     *
     * @param factory makes a fresh object when no slot offers one
     */
    public ObjectPool(Supplier<T> factory) {
        this(factory, Runtime.getRuntime().availableProcessors());
    }

    ObjectPool(Supplier<T> factory, int processors) {
        int count = Integer.highestOneBit(Math.max(2, Math.min(processors, 64)) * 4 - 1);
        this.factory = factory;
        this.mask = count - 1;
        this.slots = new AtomicReferenceArray<>(count * STRIDE);
    }

    /**
     * Takes an object for the caller's use alone.
     *
     * @return a kept object, or a fresh one
     */
    public T lease() {
        int home = home();
        for (int probe = 0; probe < PROBES; probe++) {
            int slot = slot(home + probe);
            if (slots.getPlain(slot) != null) {
                T kept = slots.getAndSet(slot, null);
                if (kept != null) {
                    return kept;
                }
            }
        }
        return factory.get();
    }

    /**
     * Gives an object back; the caller must not use it afterwards. When the slots at hand are taken it is left to the
     * garbage collector.
     *
     * @param object what was leased
     */
    public void release(T object) {
        int home = home();
        for (int probe = 0; probe < PROBES; probe++) {
            int slot = slot(home + probe);
            if (slots.getPlain(slot) == null) {
                // Two threads may store here at once; one object is then lost to the pool, and neither is shared.
                slots.setRelease(slot, object);
                return;
            }
        }
    }

    private int home() {
        return (int) Thread.currentThread().getId();
    }

    private int slot(int index) {
        return (index & mask) * STRIDE;
    }
}
