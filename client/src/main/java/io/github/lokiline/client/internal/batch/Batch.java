package io.github.lokiline.client.internal.batch;

import org.jspecify.annotations.Nullable;

/**
 * Entries of one stream that go out together, compressed already; a retry sends the same bytes again. Owned by the
 * worker.
 */
public final class Batch {

    /** What a waiting batch costs beside its body: this object, the array header, its place in the stream. */
    static final int OVERHEAD_BYTES = 160;

    public final StreamState stream;
    public final EncodedBatch payload;
    public final int entries;
    /** Grows with every batch closed; the parts of a split batch keep their parent's. */
    public final long number;

    /** Where it is on disk as well: then the end of the process does not end it. */
    public @Nullable SpoolReceipt origin;

    /** Counted, sent again or replaced: whatever fails after that must not count it a second time. */
    public boolean settled;

    /** Answers so far that named the tenant's rate. */
    public int throttlings;

    /** When its push left, by the worker's clock. */
    public long departedNanos;

    public Batch(StreamState stream, EncodedBatch payload, long number, @Nullable SpoolReceipt origin) {
        this.stream = stream;
        this.payload = payload;
        this.entries = payload.entries();
        this.number = number;
        this.origin = origin;
    }

    /** The same batch for a stream of another client, before all of that client's own. */
    public Batch in(StreamState other) {
        return new Batch(other, payload, 0, null);
    }

    public long cost() {
        return (long) payload.body().length + OVERHEAD_BYTES;
    }
}
