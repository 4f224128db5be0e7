package io.github.lokiline.json.internal.write;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cache of values that are cheap to make again: each has one slot, found by the hash of its key, and replaces
 * the value that was there. Thread-safe without locks: a value is immutable and holds its key, which the caller compares,
 * so that a race or a collision costs making a value again and nothing else.
 *
 * <pre>{@code
 * Value known = cache.candidate(hash);
 * if (known == null || !known.key().equals(key)) {
 *     known = make(key);
 *     cache.put(hash, known);
 * }
 * }</pre>
 *
 * <p>The caller compares, because one comparison for all types of keys would be a call that the JVM cannot inline.
 *
 * @param <V> the values
 */
public final class LossyCache<V> {
    private final AtomicReferenceArray<@Nullable V> values;
    private final int mask;

    /**
     * Creates an empty cache.
     *
     * @param slots the most values it holds, a power of two
     */
    public LossyCache(int slots) {
        this.values = new AtomicReferenceArray<>(slots);
        this.mask = slots - 1;
    }

    /** Returns the value in the slot of the hash, which may belong to another key; null if there is none. */
    public @Nullable V candidate(int hash) {
        return values.getAcquire(slot(hash));
    }

    /** Puts a value into the slot of its key's hash. */
    public void put(int hash, V value) {
        values.setRelease(slot(hash), value);
    }

    /** Mixes the upper half in: keys that differ in their first characters only differ there. */
    private int slot(int hash) {
        return (hash ^ hash >>> 15) & mask;
    }
}
