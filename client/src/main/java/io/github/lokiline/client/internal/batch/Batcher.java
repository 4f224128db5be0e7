package io.github.lokiline.client.internal.batch;

import io.github.lokiline.client.internal.config.ClientConfig;
import io.github.lokiline.client.internal.engine.Clock;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import io.github.lokiline.client.internal.spool.RecordRef;
import io.github.lokiline.client.internal.wire.EntryCodec;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers entries into batches of one stream and closes a batch when it is full, when its first entry has waited long
 * enough, or at once for an error. Owned by the worker.
 *
 * <p>While a stream has a batch waiting or in flight, time alone does not close its next one: it could not leave anyway,
 * and during an outage a few full batches are better than a thousand small ones.
 */
public final class Batcher {

    /** Smaller batches cost more in requests than they gain: not cut below, nor closed early when memory runs low. */
    public static final int MIN_BATCH_BYTES = 64 * 1024;

    /** When memory runs low, open batches may hold one part in so many of it. */
    private static final int OPEN_SHARE = 8;

    /** By a 64th each time: what still is too big costs one refused push among many. */
    private static final int GROWTH = 64;

    private static final long GRACE_MILLIS = 600_000;

    private final MemoryBudget budget;
    private final long maxWaitNanos;
    private final boolean strictOrder;
    private final Clock time;
    private final PushRequestEncoder body = new PushRequestEncoder();
    private final int maxBatchBytes;
    private long lastNumber;

    public Batcher(ClientConfig settings, Clock time, MemoryBudget budget) {
        this.time = time;
        this.budget = budget;
        this.maxWaitNanos = settings.batchMaxWait().toNanos();
        this.strictOrder = settings.strictOrder();
        this.maxBatchBytes = (int) settings.batchMaxBytes();
    }

    /**
     * Adds an entry to its stream's open batch.
     *
     * @param sinceNanos the earliest time the entry can have been appended
     */
    public void add(QueuedEntry entry, long sinceNanos, long nowNanos) {
        StreamState stream = entry.stream;
        BatchBuffer open = stream.open;
        long epochNanos = stream.uniqueTime(entry.epochNanos, strictOrder, latestNanos());
        if (epochNanos != entry.epochNanos) {
            entry.epochNanos = epochNanos;
            EntryCodec.setTime(entry.bytes, epochNanos);
        }
        if (!open.isEmpty() && open.entryBytes() + entry.bytes.length > maxBytes(stream)) {
            close(stream);
        }
        if (open.isEmpty()) {
            stream.openSinceNanos = sinceNanos;
        }
        stream.lastActiveNanos = nowNanos;
        stream.urgent |= entry.urgent;
        open.add(entry);
    }

    /** Gives an entry of another stream a time of its own in this one. */
    public void retime(StreamState stream, byte[] entry) {
        long own = EntryCodec.time(entry);
        long unique = stream.uniqueTime(own, strictOrder, latestNanos());
        if (unique != own) {
            EntryCodec.setTime(entry, unique);
        }
    }

    /**
     * Closes the stream's open batch if its time has come.
     *
     * @param toDisk it can leave memory, whatever Loki says
     * @param streams how many have something to send, this one among them
     */
    public void closeIfDue(StreamState stream, long nowNanos, boolean toDisk, int streams) {
        BatchBuffer open = stream.open;
        if (open.isEmpty()) {
            return;
        }
        boolean canLeave = toDisk || (stream.waiting.isEmpty() && stream.inFlight == null);
        boolean due = stream.urgent || nowNanos - stream.openSinceNanos >= maxWaitNanos;
        if ((canLeave && due) || open.entryBytes() >= maxBytes(stream) || isTooMuch(open, streams)) {
            close(stream);
        }
    }

    /** Nanoseconds until {@link #closeIfDue} has something to do, as far as time decides it. */
    public long waitNanos(StreamState stream, long nowNanos, boolean toDisk) {
        boolean canLeave = toDisk || (stream.waiting.isEmpty() && stream.inFlight == null);
        if (stream.open.isEmpty() || !canLeave) {
            return Long.MAX_VALUE;
        }
        return stream.urgent ? 0 : Math.max(0, maxWaitNanos - (nowNanos - stream.openSinceNanos));
    }

    /** Compresses the open batch and lets it wait for its push. */
    public void close(StreamState stream) {
        BatchBuffer open = stream.open;
        if (open.isEmpty()) {
            return;
        }
        body.begin(stream.labelBytes, open.entryBytes());
        open.writeTo(body);
        Batch batch = new Batch(stream, open.payload(body.finish()), lastNumber + 1, null);
        if (stream.tenant.metadataOff) {
            batch = withoutMetadata(batch);
        }
        // From here on nothing needs memory: either the entries are still in the open batch, or the batch has them.
        stream.waiting.addLast(batch);
        lastNumber++;
        budget.take(batch.cost());
        budget.giveBack(open.cost());
        stream.urgent = false;
        open.clear();
    }

    /** The batch again, from other entries or other bytes of the same ones; its place in order stays. */
    public Batch rebuild(Batch original, StreamState stream, List<byte[]> entries, boolean bare) {
        return new Batch(stream, pack(stream, entries, bare), original.number, original.origin);
    }

    /** Batches of one stream that follow each other, as one: after an outage there are many small ones. */
    public Batch join(List<Batch> batches) {
        Batch first = batches.get(0);
        List<byte[]> entries = new ArrayList<>();
        List<RecordRef> records = new ArrayList<>();
        for (Batch batch : batches) {
            entries.addAll(PushRequestEncoder.entries(batch.payload.body()));
            if (batch.origin != null) {
                records.addAll(batch.origin.records);
            }
        }
        EncodedBatch payload = pack(first.stream, entries, first.payload.bare());
        return new Batch(first.stream, payload, first.number, new SpoolReceipt(records, entries.size()));
    }

    private EncodedBatch pack(StreamState stream, List<byte[]> entries, boolean bare) {
        int entryBytes = 0;
        long oldest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        for (byte[] entry : entries) {
            entryBytes += entry.length;
            oldest = Math.min(oldest, EntryCodec.time(entry));
            newest = Math.max(newest, EntryCodec.time(entry));
        }
        body.begin(stream.labelBytes, entryBytes);
        entries.forEach(body::add);
        return new EncodedBatch(body.finish(), entries.size(), entryBytes, oldest, newest, bare);
    }

    /** The bytes of entries that a push of this stream may have. */
    public int maxBytes(StreamState stream) {
        return Math.min(maxBatchBytes, stream.tenant.maxBatchBytes);
    }

    public Batch withoutMetadata(Batch batch) {
        List<byte[]> bare = PushRequestEncoder.entries(batch.payload.body()).stream()
                .map(EntryCodec::withoutMetadata)
                .toList();
        return rebuild(batch, batch.stream, bare, true);
    }

    /** Loki said that {@code batch} was too big: from now on its tenant's are smaller, but not absurdly so. */
    public void shrinkBelow(Batch batch) {
        TenantState tenant = batch.stream.tenant;
        int half = Math.max(MIN_BATCH_BYTES, batch.payload.entryBytes() / 2);
        tenant.maxBatchBytes = Math.min(maxBytes(batch.stream), half);
    }

    /** Loki took a batch nearly as big as its tenant's may be: a little bigger ones are worth trying again. */
    public void growAfter(Batch batch) {
        TenantState tenant = batch.stream.tenant;
        if (tenant.maxBatchBytes < maxBatchBytes && batch.payload.entryBytes() > tenant.maxBatchBytes / 2) {
            tenant.maxBatchBytes += tenant.maxBatchBytes / GROWTH;
        }
    }

    public long lastNumber() {
        return lastNumber;
    }

    /** Loki refuses what is further ahead ({@code creation_grace_period}, 10 minutes). */
    private long latestNanos() {
        return strictOrder ? (time.epochMillis() + GRACE_MILLIS) * 1_000_000 : Long.MAX_VALUE;
    }

    /**
     * Compressing frees memory, but what is closed early makes one more push, and pushes of one stream go one by one. So
     * what is open may stay open as long as all streams together hold little of the memory with it.
     */
    private boolean isTooMuch(BatchBuffer open, int streams) {
        long worthIt = Math.min(MIN_BATCH_BYTES, budget.maxBytes() / 64);
        long share = budget.maxBytes() / OPEN_SHARE / streams;
        return budget.usedBytes() > budget.maxBytes() / 2 && open.cost() >= Math.max(worthIt, share);
    }
}
