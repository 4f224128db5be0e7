package io.github.lokiline.client.internal.producer;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.client.Priority;
import io.github.lokiline.client.internal.batch.QueuedEntry;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.engine.PipelineLease;
import io.github.lokiline.client.internal.wire.EntryCodec;
import io.github.lokiline.client.internal.wire.Protobuf;
import org.jspecify.annotations.Nullable;

/**
 * Builds entries, one after the other, straight into the bytes that are sent: the way in for a logging framework, which
 * keeps a few of these and lends each to one thread at a time. Owned by one thread; nothing here blocks except
 * {@link OverflowPolicy#BLOCK}, and nothing throws for what an event holds.
 *
 * <pre>
 * if (entry.begin(Priority.NORMAL)) {
 *     entry.copyLine(bytes, bytes.length);
 *     entry.metadata("request_id", id);
 *     entry.time(now.getEpochSecond(), now.getNano());
 *     entry.offer(names, values, null);
 * }
 * </pre>
 *
 * An encoder that can write to a given place writes the line directly to {@link #array()} from {@link #position()} on.
 * Every {@link #begin} is counted as appended and ends, counted, in {@link #offer} or {@link #abandon}.
 */
public final class EntryEncoder {
    /** Loki's {@code max_line_size}: it refuses longer lines, so a longer one is cut, marked {@code truncated}. */
    private static final int MAX_LINE_BYTES = 256 * 1024;

    /** A buffer that grew above this for one long line is not kept. */
    private static final int KEEP_BYTES = 64 * 1024;

    private static final int INITIAL_BYTES = 2048;

    /** One long line must not keep the short ones after it out of a queue that has room for them. */
    private static final int MAX_GUESS_BYTES = 4096;

    private final PipelineLease lease;
    private final StreamKey key = new StreamKey();
    private final MetadataWriter metadata;
    private byte[] buffer = new byte[INITIAL_BYTES];
    private Priority priority = Priority.NORMAL;
    private int lineEnd;
    private int end;
    private long epochNanos;
    /** The memory of the last entry: the estimate for the next one. */
    private int lastCost = 512;

    public EntryEncoder(PipelineLease lease) {
        this.lease = lease;
        this.metadata = new MetadataWriter(lease.streams().metadataNames());
    }

    /**
     * Starts the next entry and counts it as appended.
     *
     * @return false when it is dropped (the queue is full, the client closed): that is counted too, and nothing more is
     *     to be done
     */
    public boolean begin(Priority newPriority) {
        priority = newPriority;
        shrink();
        lineEnd = EntryCodec.HEADROOM;
        end = EntryCodec.HEADROOM;
        epochNanos = 0;
        metadata.reset();
        return lease.admit(Math.min(lastCost, MAX_GUESS_BYTES), newPriority);
    }

    private void shrink() {
        if (buffer.length > KEEP_BYTES) {
            try {
                buffer = new byte[INITIAL_BYTES];
            } catch (OutOfMemoryError e) {
                // The large one serves as well, and the entry is counted.
                assert buffer.length >= INITIAL_BYTES;
            }
        }
    }

    /** The array that a line may be written to directly, from {@link #position()} on. */
    public byte[] array() {
        return buffer;
    }

    /** Returns the start of the line in {@link #array()}; the bytes before it belong to this encoder. */
    public int position() {
        return EntryCodec.HEADROOM;
    }

    /**
     * Takes the line in {@code array} between {@link #position()} and {@code lineEnd}, without copying it.
     *
     * @param array {@link #array()} itself, or the larger one that replaced it while the line was written; it is this
     *     builder's from now on
     */
    public void line(byte[] array, int lineEnd) {
        buffer = array;
        takeLine(lineEnd);
    }

    /** Copies the line in the first {@code length} bytes, which is UTF-8 without a line end. */
    public void copyLine(byte[] line, int length) {
        int copied = Math.min(length, MAX_LINE_BYTES + 1);
        buffer = Protobuf.ensure(buffer, EntryCodec.HEADROOM + copied);
        System.arraycopy(line, 0, buffer, EntryCodec.HEADROOM, copied);
        takeLine(EntryCodec.HEADROOM + copied);
    }

    private void takeLine(int newEnd) {
        lineEnd = newEnd;
        end = newEnd;
        int limit = EntryCodec.HEADROOM + MAX_LINE_BYTES;
        if (newEnd > limit) {
            lineEnd = Protobuf.cutBetweenCodePoints(buffer, EntryCodec.HEADROOM, limit);
            end = lineEnd;
            metadata("truncated", "true");
        }
    }

    /** The event's time. An entry without one gets the time of its {@link #offer}. */
    public void time(long epochSecond, int nanoOfSecond) {
        epochNanos = epochSecond * 1_000_000_000L + nanoOfSecond;
    }

    /**
     * Adds a pair of structured metadata; to be called after the line. The name is repaired to a legal one, an empty
     * value and a name that is there already are skipped, and what would exceed Loki's limits (128 pairs, 64 KB) is
     * cut, marked {@code metadata_truncated}.
     */
    public void metadata(String name, String value) {
        if (!value.isEmpty()) {
            buffer = metadata.write(buffer, end, name, value);
            end = metadata.end();
        }
    }

    /**
     * Queues the entry for the delivery thread.
     *
     * @param names the label names
     * @param values a value for each name; null or empty leaves the label out. The array stays the caller's
     * @param tenant null for the client's own
     * @return false when the entry is dropped, which is counted
     */
    public boolean offer(LabelNames names, @Nullable String[] values, @Nullable String tenant) {
        if (values.length < names.size()) {
            abandon(DropReason.ENCODE_FAILED);
            throw new IllegalArgumentException(values.length + " values for " + names.size() + " labels");
        }
        boolean hasEnded = false;
        try {
            boolean isQueued = enqueue(names, values, tenant);
            hasEnded = true;
            return isQueued;
        } finally {
            if (!hasEnded) {
                // Without memory, for example: the entry is counted as appended, so its end is counted too.
                abandon(DropReason.INTERNAL_ERROR);
            }
        }
    }

    private boolean enqueue(LabelNames names, @Nullable String[] values, @Nullable String tenant) {
        key.set(tenant == null || tenant.isEmpty() ? lease.defaultTenant() : tenant, names, values);
        StreamState stream = lease.streams().find(key, this);
        if (stream == null) {
            return lease.dropForTenant();
        }
        long nanos = epochNanos == 0 ? lease.epochNanos() : epochNanos;
        byte[] bytes = EntryCodec.finish(buffer, EntryCodec.HEADROOM, lineEnd, end, nanos);
        QueuedEntry entry = new QueuedEntry(stream, bytes, nanos, priority == Priority.URGENT);
        lastCost = entry.cost();
        return lease.enqueue(entry, priority);
    }

    /** Ends the entry as lost for {@code reason}, which is counted. */
    public void abandon(DropReason reason) {
        lease.drop(reason);
    }
}
