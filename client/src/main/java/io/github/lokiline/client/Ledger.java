package io.github.lokiline.client;

import java.util.Map;

/**
 * Where every entry went, as one snapshot. Immutable.
 *
 * <p>At every quiet moment the law holds: {@code appended + recovered = delivered + refused + dropped + queued +
 * spooled}. While entries move, a snapshot may be off by those that moved while it was taken.
 *
 * <pre>
 * appended 1204 = delivered 1200 + refused 1 {line_too_long=1} + dropped 3 {queue_full=3} + queued 0
 * </pre>
 *
 * @param appended entries handed in by the application, whatever became of them
 * @param recovered entries taken over from an earlier process
 * @param delivered entries that Loki acknowledged
 * @param refused entries that Loki turned down for good, by reason
 * @param dropped entries lost on our side, by {@link DropReason#word() reason}
 * @param queued entries waiting, batched or in flight
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

    /** Whether the law holds in this snapshot. */
    public boolean balances() {
        return appended + recovered == delivered + refusedTotal() + droppedTotal() + queued + spooled;
    }

    /** Refused entries of every reason. */
    public long refusedTotal() {
        return sum(refused);
    }

    /** Dropped entries of every reason. */
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
