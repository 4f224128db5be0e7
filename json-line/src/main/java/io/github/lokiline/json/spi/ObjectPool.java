package io.github.lokiline.json.spi;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pool of reusable objects in a few striped slots: it tries two slots, else creates a new object. Thread-safe; never
 * blocks.
 *
 * <p>It is no {@link ThreadLocal}: a virtual thread starts with an empty one and discards it after a few lines, and on
 * a pooled thread it outlives the application that filled it. A nested lease on the same thread, as when a value's
 * {@code toString} logs, gets another object.
 *
 * @param <T> the pooled objects; one that is not released is lost to the pool
 */
public final class ObjectPool<T> {
    /** References between two slots, so that no two share a cache line of 64 bytes. */
    private static final int STRIDE = 16;

    private static final int PROBES = 2;

    private final Supplier<T> factory;
    private final AtomicReferenceArray<@Nullable T> slots;
    private final int mask;

    /** Creates an empty pool with two or more slots per processor. */
    public ObjectPool(Supplier<T> factory) {
        this(factory, Runtime.getRuntime().availableProcessors());
    }

    ObjectPool(Supplier<T> factory, int processors) {
        int count = Integer.highestOneBit(Math.max(2, Math.min(processors, 64)) * 4 - 1);
        this.factory = factory;
        this.mask = count - 1;
        this.slots = new AtomicReferenceArray<>(count * STRIDE);
    }

    /** Returns a pooled or a new object for exclusive use. */
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

    /** Returns an object to the pool, or leaves it to the garbage collector where both slots are taken. */
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
