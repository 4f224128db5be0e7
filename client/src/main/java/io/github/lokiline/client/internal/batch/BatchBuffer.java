package io.github.lokiline.client.internal.batch;

import io.github.lokiline.client.internal.producer.MemoryBudget;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The entries of one stream that wait for their batch to fill, in order of arrival. Owned by the delivery thread. */
final class BatchBuffer {
    private @Nullable QueuedEntry first;
    private @Nullable QueuedEntry last;
    private int entries;
    private int entryBytes;
    private long cost;
    private boolean sorted = true;

    void add(QueuedEntry entry) {
        QueuedEntry before = last;
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

    /** Returns the bytes that the entries take of the {@link MemoryBudget}. */
    long cost() {
        return cost;
    }

    /** Passes all entries on, oldest first, as Loki's out-of-order window wants them. */
    void forEach(Consumer<byte[]> use) {
        if (sorted) {
            for (QueuedEntry entry = first; entry != null; entry = entry.following) {
                use.accept(entry.bytes);
            }
        } else {
            for (QueuedEntry entry : byTime()) {
                use.accept(entry.bytes);
            }
        }
    }

    /** Returns the entries as they go out, in {@code body}. */
    Batch.Content content(byte[] body) {
        long oldest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        for (QueuedEntry entry = first; entry != null; entry = entry.following) {
            oldest = Math.min(oldest, entry.epochNanos);
            newest = Math.max(newest, entry.epochNanos);
        }
        return new Batch.Content(body, entries, entryBytes, oldest, newest, false);
    }

    void clear() {
        first = null;
        last = null;
        entries = 0;
        entryBytes = 0;
        cost = 0;
        sorted = true;
    }

    private QueuedEntry[] byTime() {
        QueuedEntry[] all = new QueuedEntry[entries];
        int i = 0;
        for (QueuedEntry entry = first; entry != null; entry = entry.following) {
            all[i++] = entry;
        }
        // A stable sort: entries of the same time keep their order of arrival.
        Arrays.sort(all, (a, b) -> Long.compare(a.epochNanos, b.epochNanos));
        return all;
    }
}
