package io.github.lokiline.client;

import java.util.Map;

/**
 * The counts of all entries by their state, as a snapshot. Immutable.
 *
 * <p>The ledger balances: {@code appended + recovered = delivered + refused + dropped + queued + spooled}. A snapshot
 * may differ by the entries that change their state while it is taken.
 *
 * <pre>
 * appended 1204 = delivered 1200 + refused 1 {line_too_long=1} + dropped 3 {queue_full=3} + queued 0
 * </pre>
 *
 * @param appended entries offered by the application, with any result
 * @param recovered entries found on disk from an earlier process
 * @param delivered entries that Loki accepted
 * @param refused entries that Loki rejected finally, by reason
 * @param dropped entries lost by this library, by {@link DropReason#word() reason}
 * @param queued entries in memory: queued, batched or in flight
 * @param spooled entries on disk
 */
public record Ledger(
        long appended,
        long recovered,
        long delivered,
        Map<String, Long> refused,
        Map<String, Long> dropped,
        long queued,
        long spooled) {
    /** Copies the maps. */
    public Ledger {
        refused = Map.copyOf(refused);
        dropped = Map.copyOf(dropped);
    }

    /** Returns whether this snapshot balances. */
    public boolean balances() {
        return appended + recovered == delivered + refusedTotal() + droppedTotal() + queued + spooled;
    }

    /** Returns the refused entries of all reasons. */
    public long refusedTotal() {
        return sum(refused);
    }

    /** Returns the dropped entries of all reasons. */
    public long droppedTotal() {
        return sum(dropped);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("appended ").append(appended);
        if (recovered > 0) {
            text.append(" + recovered ").append(recovered);
        }
        text.append(" = delivered ").append(delivered);
        appendCounts(text, " + refused ", refused, refusedTotal());
        appendCounts(text, " + dropped ", dropped, droppedTotal());
        text.append(" + queued ").append(queued);
        if (spooled > 0) {
            text.append(" + spooled ").append(spooled);
        }
        return text.toString();
    }

    private static void appendCounts(StringBuilder text, String word, Map<String, Long> counts, long total) {
        text.append(word).append(total);
        if (total > 0) {
            text.append(' ').append(new java.util.TreeMap<>(counts));
        }
    }

    private static long sum(Map<String, Long> counts) {
        long sum = 0;
        for (long count : counts.values()) {
            sum += count;
        }
        return sum;
    }
}
