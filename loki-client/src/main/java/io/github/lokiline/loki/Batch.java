package io.github.lokiline.loki;

/**
 * Entries of one stream that go out together, compressed already; a retry sends the same bytes again. Owned by the
 * worker.
 */
final class Batch {

    /** What a waiting batch costs beside its body: this object, the array header, its place in the stream. */
    static final int OVERHEAD_BYTES = 160;

    final Stream stream;
    final byte[] body;
    final int entries;
    final int entryBytes;
    final long newestEpochNanos;
    /** Grows with every batch closed; the parts of a split batch keep their parent's. */
    final long number;

    /** Counted, sent again or replaced: whatever fails after that must not count it a second time. */
    boolean settled;

    /** Its entries have no structured metadata. */
    final boolean bare;

    /** Answers so far that named the tenant's rate. */
    int throttlings;

    /** When its push left, by the worker's clock. */
    long departedNanos;

    Batch(Stream stream, byte[] body, int entries, int entryBytes, long newestEpochNanos, long number, boolean bare) {
        this.stream = stream;
        this.body = body;
        this.entries = entries;
        this.entryBytes = entryBytes;
        this.newestEpochNanos = newestEpochNanos;
        this.number = number;
        this.bare = bare;
    }

    /** The same batch for a stream of another client, before all of that client's own. */
    Batch in(Stream other) {
        return new Batch(other, body, entries, entryBytes, newestEpochNanos, 0, bare);
    }

    long cost() {
        return (long) body.length + OVERHEAD_BYTES;
    }
}
