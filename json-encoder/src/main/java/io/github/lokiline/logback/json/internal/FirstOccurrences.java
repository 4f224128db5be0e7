package io.github.lokiline.logback.json.internal;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells the first few events of a kind in each interval from those that follow. Thread-safe, without locks and garbage.
 *
 * <p>A bounded table: kinds that find no place in an interval have no first ones in it. So those who put ids into their
 * messages, and have no two of a kind, get at most {@value #CELLS} kinds an interval.
 *
 * <pre>
 *  63        32 31         12 11     0
 * | kind       | interval    | count  |      count 0: free; of another interval: as good as free
 * </pre>
 */
public final class FirstOccurrences {
    /** What the count has room for. */
    public static final int MOST = (1 << 12) - 1;

    private static final int CELLS = 1024;
    private static final int PROBES = 4;
    private static final int INTERVAL_SHIFT = 12;
    private static final int INTERVAL_MASK = (1 << 20) - 1;

    private final AtomicLongArray cells = new AtomicLongArray(CELLS);
    private final int most;
    private final long intervalMillis;

    /**
     * An empty table.
     *
     * @param most how many of a kind are first ones, at least 1
     * @param intervalMillis how long until there are first ones again
     */
    public FirstOccurrences(int most, long intervalMillis) {
        this.most = most;
        this.intervalMillis = intervalMillis;
    }

    /**
     * Counts an event.
     *
     * @param kind its kind, spread over all bits
     * @param millis its time
     * @return whether it is one of the first of its kind
     */
    public boolean add(int kind, long millis) {
        int interval = (int) (millis / intervalMillis) & INTERVAL_MASK;
        for (int probe = 0; probe < PROBES; ) {
            int at = kind + probe & CELLS - 1;
            long cell = cells.get(at);
            if (isFree(cell, interval)) {
                if (cells.compareAndSet(at, cell, cell(kind, interval, 1))) {
                    return true;
                }
            } else if (kind(cell) != kind) {
                probe++;
            } else if (count(cell) >= most) {
                return false;
            } else if (cells.compareAndSet(at, cell, cell + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFree(long cell, int interval) {
        return count(cell) == 0 || ((int) (cell >>> INTERVAL_SHIFT) & INTERVAL_MASK) != interval;
    }

    private static long cell(int kind, int interval, int count) {
        return (long) kind << Integer.SIZE | (long) interval << INTERVAL_SHIFT | count;
    }

    private static int kind(long cell) {
        return (int) (cell >>> Integer.SIZE);
    }

    private static int count(long cell) {
        return (int) cell & MOST;
    }
}
