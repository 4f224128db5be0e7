package io.github.lokiline.client.internal.batch;

import io.github.lokiline.client.internal.spool.RecordData;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one stream that go out together, compressed already; a retry sends the same bytes again. Owned by the
 * delivery thread.
 */
public final class Batch {
    /** The memory a waiting batch takes beside its body: this object, the array header, its place in the stream. */
    static final int OVERHEAD_BYTES = 160;

    private final StreamState stream;
    private final Content content;
    private final long number;
    private final boolean fromDisk;
    private @Nullable SpoolReceipt receipt;
    /** Its records are its own alone: it was written as it is. */
    private boolean copied;
    /** The neighbours in the {@link BatchQueue} that holds the batch, which alone changes them. */
    @Nullable
    Batch before;

    @Nullable
    Batch after;

    private int throttlings;
    private long departedNanos;

    /**
     * The body of a push, and the facts about it that need not be read from the body again. Immutable; nobody writes into
     * the body.
     *
     * @param body the compressed push
     * @param entries the number of entries
     * @param entryBytes their size before compression
     * @param oldestEpochNanos the time of the oldest entry
     * @param newestEpochNanos the time of the newest entry
     * @param bare no entry has structured metadata
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares bodies
    public record Content(
            byte[] body, int entries, int entryBytes, long oldestEpochNanos, long newestEpochNanos, boolean bare) {
        /** Returns the content of a batch that was on disk. */
        public static Content of(RecordData record) {
            return new Content(
                    record.body(),
                    record.entries(),
                    PushRequestEncoder.plainBytes(record.body()),
                    record.firstEpochNanos(),
                    record.lastEpochNanos(),
                    record.bare());
        }
    }

    private Batch(
            StreamState stream, Content content, long number, @Nullable SpoolReceipt receipt, boolean isFromDisk) {
        this.stream = stream;
        this.content = content;
        this.number = number;
        this.receipt = receipt;
        this.fromDisk = isFromDisk;
    }

    /**
     * Returns a batch of entries that are in memory only.
     *
     * @param number grows with every batch closed
     */
    static Batch live(StreamState stream, Content content, long number) {
        return new Batch(stream, content, number, null, false);
    }

    /**
     * Returns a batch that was read from disk.
     *
     * @param number grows with every batch read
     * @param receipt its records
     */
    public static Batch fromDisk(StreamState stream, Content content, long number, SpoolReceipt receipt) {
        return new Batch(stream, content, number, receipt, true);
    }

    /** Returns this batch, or a part of it, with other bytes or in another stream; its number and its records stay. */
    Batch with(StreamState newStream, Content newContent) {
        return new Batch(newStream, newContent, number, receipt, fromDisk);
    }

    public StreamState stream() {
        return stream;
    }

    public Content content() {
        return content;
    }

    public int entries() {
        return content.entries();
    }

    public long number() {
        return number;
    }

    /** Returns the bytes that the batch takes of the memory budget. */
    public long cost() {
        return (long) content.body().length + OVERHEAD_BYTES;
    }

    /** Returns the records on disk that hold the same entries; null while the batch is in memory only. */
    public @Nullable SpoolReceipt receipt() {
        return receipt;
    }

    /** Returns whether the entries survive the end of the process. */
    public boolean isOnDisk() {
        return receipt != null && !receipt.isGone();
    }

    /** Returns whether the entries were on disk until somebody removed them. */
    public boolean isRemovedFromDisk() {
        return receipt != null && receipt.isRemoved();
    }

    /** Remembers that the batch, as it is, is on disk as well. */
    public void copied(SpoolReceipt written) {
        copied |= receipt == null;
        receipt = written;
    }

    /** Returns whether the records on disk hold this batch and nothing else: then it may leave memory. */
    public boolean isCopied() {
        return copied;
    }

    /** Returns whether it was read from disk, or is a part of one that was. */
    public boolean isFromDisk() {
        return fromDisk;
    }

    void depart(long nowNanos) {
        departedNanos = nowNanos;
    }

    /** Returns when the push left, by the delivery thread's clock. */
    public long departedNanos() {
        return departedNanos;
    }

    /** Counts a response that named the tenant's rate, and returns how many there were. */
    public int countThrottling() {
        return ++throttlings;
    }
}
