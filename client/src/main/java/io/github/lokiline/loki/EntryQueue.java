package io.github.lokiline.loki;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A linked queue of entries: any thread offers, the worker alone polls. Lock-free; an offer is one atomic exchange.
 *
 * <p>It has no bound of its own: {@link ByteBudget} keeps it. A poll may find nothing although an offer has begun, for
 * the moment between a producer's exchange and its link; that producer wakes the worker afterwards.
 */
final class EntryQueue {

    private final AtomicReference<Entry> tail;
    private Entry head;

    EntryQueue() {
        head = new Entry(Stream.NONE, new byte[0], 0, false);
        tail = new AtomicReference<>(head);
    }

    void offer(Entry entry) {
        tail.getAndSet(entry).next = entry;
    }

    /** The oldest entry, unlinked; null when there is none. Only for the worker. */
    @Nullable
    Entry poll() {
        Entry first = head.next;
        if (first == null) {
            return null;
        }
        // The entry taken stays as the queue's empty head until the next one is taken. The old head lets go of it: an
        // entry that waits in a batch would otherwise keep every later one on the heap.
        Entry old = head;
        head = first;
        old.next = null;
        return first;
    }

    /** Whether an offer has begun that {@link #poll} cannot see yet. Only for the worker, after a poll found nothing. */
    boolean hasUnlinked() {
        return tail.get() != head;
    }

    boolean isEmpty() {
        return head.next == null;
    }
}
