package io.github.lokiline.client.internal.batch;

import io.github.lokiline.client.internal.producer.MpscEntryQueue;
import org.jspecify.annotations.Nullable;

/**
 * One entry on its way: its bytes, its stream, and the link to the next. Written by the appending thread, then owned by the delivery thread; handing over through {@link MpscEntryQueue} is what makes the fields visible.
 *
 * <p>It is its own list node, in the queue and in a batch: object, array header and padding together stay within
 * {@link #OVERHEAD_BYTES}, so the memory bound is honest for the shortest lines too.
 */
public final class QueuedEntry {
    /** The memory of an entry beside its bytes: 40 for this object, 16 for the array's header, up to 7 of padding. */
    static final int OVERHEAD_BYTES = 64;

    public final StreamState stream;
    final byte[] bytes;
    public final boolean urgent;
    long epochNanos;

    /** The link in the queue; it is still the queue's when the entry is in a batch already. */
    public volatile @Nullable QueuedEntry next;
    /** The link in a batch. */
    @Nullable
    QueuedEntry following;

    public QueuedEntry(StreamState stream, byte[] bytes, long epochNanos, boolean urgent) {
        this.stream = stream;
        this.bytes = bytes;
        this.epochNanos = epochNanos;
        this.urgent = urgent;
    }

    public int cost() {
        return bytes.length + OVERHEAD_BYTES;
    }
}
