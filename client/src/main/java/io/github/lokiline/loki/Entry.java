package io.github.lokiline.loki;

import org.jspecify.annotations.Nullable;

/**
 * One entry on its way: its bytes, its stream, and the link to the next. Written by the appending thread, then owned by
 * the worker; handing over through {@link EntryQueue} is what makes the fields visible.
 *
 * <p>It is its own list node, in the queue and in a batch: object, array header and padding together stay within
 * {@link #OVERHEAD_BYTES}, so the memory bound is honest for the shortest lines too.
 */
final class Entry {

    /** What an entry costs beside its bytes: 40 for this object, 16 for the array's header, up to 7 of padding. */
    static final int OVERHEAD_BYTES = 64;

    final Stream stream;
    final byte[] bytes;
    final boolean urgent;
    long epochNanos;

    /** The link in the queue; it is still the queue's when the entry is in a batch already. */
    volatile @Nullable Entry next;
    /** The link in a batch. */
    @Nullable
    Entry following;

    Entry(Stream stream, byte[] bytes, long epochNanos, boolean urgent) {
        this.stream = stream;
        this.bytes = bytes;
        this.epochNanos = epochNanos;
        this.urgent = urgent;
    }

    int cost() {
        return bytes.length + OVERHEAD_BYTES;
    }
}
