package io.github.lokiline.benchmarks.delivery;

/**
 * A histogram of times with a resolution of 1.6 %: 64 steps in each power of two. Owned by one thread; its memory is
 * constant.
 */
public final class LatencyHistogram {

    private static final int STEP_BITS = 6;
    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[(Long.SIZE - STEP_BITS) * STEPS];
    private long total;

    public void add(long nanos) {
        counts[index(Math.max(0, nanos))]++;
        total++;
    }

    public void addAll(LatencyHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    /** Returns the time that {@code quantile} of all values do not exceed; 0 if there are none. */
    public long nanosAt(double quantile) {
        long rank = (long) Math.ceil(quantile * total);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return middle(i);
            }
        }
        return 0;
    }

    /** Returns the bucket: below 64 ns each value has its own; above, the leading seven bits select it. */
    private static int index(long nanos) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - STEP_BITS - 1);
        return shift * STEPS + (int) (nanos >>> shift);
    }

    private static long middle(int index) {
        int shift = Math.max(0, index / STEPS - 1);
        return ((long) (index - shift * STEPS) << shift) + (1L << shift) / 2;
    }
}
