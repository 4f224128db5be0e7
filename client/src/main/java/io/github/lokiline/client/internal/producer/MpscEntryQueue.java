package io.github.lokiline.client.internal.producer;

import io.github.lokiline.client.internal.batch.QueuedEntry;
import io.github.lokiline.client.internal.batch.StreamState;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A linked queue of entries: any thread offers, the delivery thread alone polls. Lock-free; an offer is one atomic exchange.
 *
 * <p>It has no bound of its own: {@link MemoryBudget} keeps it. A poll may find nothing although an offer has begun, for
 * the moment between a producer's exchange and its link; that producer wakes the delivery thread afterwards.
 */
public final class MpscEntryQueue {
    private final AtomicReference<QueuedEntry> tail;
    private QueuedEntry head;

    public MpscEntryQueue() {
        head = new QueuedEntry(StreamState.NONE, new byte[0], 0, false);
        tail = new AtomicReference<>(head);
    }

    public void offer(QueuedEntry entry) {
        tail.getAndSet(entry).next = entry;
    }

    /** The oldest entry, unlinked; null when there is none. Only for the delivery thread. */
    public @Nullable QueuedEntry poll() {
        QueuedEntry first = head.next;
        if (first == null) {
            return null;
        }
        // The entry taken stays as the queue's empty head until the next one is taken. The old head lets go of it: an
        // entry that waits in a batch would otherwise keep every later one on the heap.
        QueuedEntry old = head;
        head = first;
        old.next = null;
        return first;
    }

    /** Returns whether an offer has begun that {@link #poll} cannot see yet. Only for the delivery thread, after a poll found nothing. */
    public boolean hasUnlinked() {
        return tail.get() != head;
    }

    public boolean isEmpty() {
        return head.next == null;
    }
}
