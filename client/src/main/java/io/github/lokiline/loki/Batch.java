package io.github.lokiline.loki;

import org.jspecify.annotations.Nullable;

/**
 * Entries of one stream that go out together, compressed already; a retry sends the same bytes again. Owned by the
 * worker.
 */
final class Batch {

    /** What a waiting batch costs beside its body: this object, the array header, its place in the stream. */
    static final int OVERHEAD_BYTES = 160;

    final Stream stream;
    final Payload payload;
    final int entries;
    /** Grows with every batch closed; the parts of a split batch keep their parent's. */
    final long number;

    /** Where it is on disk as well: then the end of the process does not end it. */
    @Nullable
    Origin origin;

    /** Counted, sent again or replaced: whatever fails after that must not count it a second time. */
    boolean settled;

    /** Answers so far that named the tenant's rate. */
    int throttlings;

    /** When its push left, by the worker's clock. */
    long departedNanos;

    Batch(Stream stream, Payload payload, long number, @Nullable Origin origin) {
        this.stream = stream;
        this.payload = payload;
        this.entries = payload.entries();
        this.number = number;
        this.origin = origin;
    }

    /** The same batch for a stream of another client, before all of that client's own. */
    Batch in(Stream other) {
        return new Batch(other, payload, 0, null);
    }

    long cost() {
        return (long) payload.body().length + OVERHEAD_BYTES;
    }
}
