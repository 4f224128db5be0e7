package io.github.lokiline.logback.json.internal;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Detects the first events of each kind in an interval. Thread-safe; lock-free and without allocation.
 *
 * <p>The table is bounded: a kind that finds no free entry has no first events in the interval. An application that
 * puts ids into its messages, and so has only unique kinds, gets at most {@value #ENTRIES} first events per interval.
 *
 * <pre>
 *  63        32 31         12 11     0
 * | kind       | interval    | count  |      count 0 or another interval: free
 * </pre>
 */
final class FirstOccurrences {
    /** The largest value of the 12-bit count. */
    static final int MAX_COUNT = (1 << 12) - 1;

    private static final int ENTRIES = 1024;
    private static final int PROBES = 4;
    private static final int INTERVAL_SHIFT = 12;
    private static final int INTERVAL_MASK = (1 << 20) - 1;

    private final AtomicLongArray table = new AtomicLongArray(ENTRIES);
    private final int maxCount;
    private final long intervalMillis;

    /**
     * Creates an empty table.
     *
     * @param maxCount the number of first events per kind and interval, at least 1
     * @param intervalMillis the length of an interval
     */
    FirstOccurrences(int maxCount, long intervalMillis) {
        this.maxCount = maxCount;
        this.intervalMillis = intervalMillis;
    }

    /**
     * Counts an event.
     *
     * @param kind a hash of the kind, distributed over all bits
     * @param millis the event's time
     * @return true if the event is one of the first of its kind
     */
    boolean add(int kind, long millis) {
        int interval = (int) (millis / intervalMillis) & INTERVAL_MASK;
        for (int probe = 0; probe < PROBES; ) {
            int index = kind + probe & ENTRIES - 1;
            long entry = table.get(index);
            if (isFree(entry, interval)) {
                if (table.compareAndSet(index, entry, entry(kind, interval, 1))) {
                    return true;
                }
            } else if (kind(entry) != kind) {
                probe++;
            } else if (count(entry) >= maxCount) {
                return false;
            } else if (table.compareAndSet(index, entry, entry + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFree(long entry, int interval) {
        return count(entry) == 0 || ((int) (entry >>> INTERVAL_SHIFT) & INTERVAL_MASK) != interval;
    }

    private static long entry(int kind, int interval, int count) {
        return (long) kind << Integer.SIZE | (long) interval << INTERVAL_SHIFT | count;
    }

    private static int kind(long entry) {
        return (int) (entry >>> Integer.SIZE);
    }

    private static int count(long entry) {
        return (int) entry & MAX_COUNT;
    }
}
