package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.wire.PushBody;
import org.jspecify.annotations.Nullable;

/** The entries of one stream that wait for their batch to fill, in order of arrival. Owned by the worker. */
final class OpenBatch {

    private @Nullable Entry first;
    private @Nullable Entry last;
    private int entries;
    private int entryBytes;
    private long cost;
    private boolean sorted = true;

    void add(Entry entry) {
        Entry before = last;
        if (before == null) {
            first = entry;
        } else {
            before.following = entry;
            sorted &= before.epochNanos <= entry.epochNanos;
        }
        last = entry;
        entries++;
        entryBytes += entry.bytes.length;
        cost += entry.cost();
    }

    boolean isEmpty() {
        return first == null;
    }

    int entries() {
        return entries;
    }

    int entryBytes() {
        return entryBytes;
    }

    /** What the entries hold of the {@link ByteBudget}. */
    long cost() {
        return cost;
    }

    /** Writes all entries into {@code body}, oldest first, as Loki's out-of-order window wants them. */
    void writeTo(PushBody body) {
        if (sorted) {
            for (Entry entry = first; entry != null; entry = entry.following) {
                body.add(entry.bytes);
            }
        } else {
            for (Entry entry : byTime()) {
                body.add(entry.bytes);
            }
        }
    }

    /** The entries as they go out, once {@link #writeTo} has brought them into {@code body}. */
    Payload payload(byte[] body) {
        long oldest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        for (Entry entry = first; entry != null; entry = entry.following) {
            oldest = Math.min(oldest, entry.epochNanos);
            newest = Math.max(newest, entry.epochNanos);
        }
        return new Payload(body, entries, entryBytes, oldest, newest, false);
    }

    void clear() {
        first = null;
        last = null;
        entries = 0;
        entryBytes = 0;
        cost = 0;
        sorted = true;
    }

    private Entry[] byTime() {
        Entry[] all = new Entry[entries];
        int i = 0;
        for (Entry entry = first; entry != null; entry = entry.following) {
            all[i++] = entry;
        }
        // A stable sort: entries of the same time keep their order of arrival.
        java.util.Arrays.sort(all, (a, b) -> Long.compare(a.epochNanos, b.epochNanos));
        return all;
    }
}
