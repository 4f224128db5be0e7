package io.github.lokiline.client.internal.batch;

import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import io.github.lokiline.client.internal.spool.RecordRef;
import io.github.lokiline.client.internal.wire.EntryCodec;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers entries into batches of one stream and closes a batch when it is full, when its first entry has waited long
 * enough, or at once for an error. Owned by the delivery thread.
 *
 * <p>While a stream has a batch waiting or in flight, time alone does not close its next one: it could not leave anyway,
 * and during an outage a few full batches are better than a thousand small ones.
 */
public final class Batcher {
    /** Smaller batches cost more in requests than they gain: not cut below, nor closed early when memory runs low. */
    public static final int MIN_BATCH_BYTES = 64 * 1024;

    /** The part of the memory, one in so many, that open batches may hold when it runs low. */
    private static final int OPEN_SHARE = 8;

    /** By a 64th each time: what still is too big costs one refused push among many. */
    private static final int GROWTH = 64;

    private static final long GRACE_MILLIS = 600_000;

    private final PipelineContext context;
    private final MemoryBudget budget;
    private final PushRequestEncoder body = new PushRequestEncoder();
    private long lastNumber;

    public Batcher(PipelineContext context) {
        this.context = context;
        this.budget = context.budget();
    }

    /**
     * Adds an entry to its stream's open batch.
     *
     * @param sinceNanos the earliest time the entry can have been appended
     */
    public void add(QueuedEntry entry, long sinceNanos, long nowNanos) {
        StreamState stream = entry.stream;
        BatchBuffer open = stream.open();
        long epochNanos = uniqueTime(stream, entry.epochNanos);
        if (epochNanos != entry.epochNanos) {
            entry.epochNanos = epochNanos;
            EntryCodec.setTime(entry.bytes, epochNanos);
        }
        if (!open.isEmpty() && open.entryBytes() + entry.bytes.length > maxBytes(stream)) {
            close(stream);
        }
        stream.append(entry, sinceNanos, nowNanos);
    }

    /** Gives an entry of another stream a time of its own in this one. */
    public void retime(StreamState stream, byte[] entry) {
        long own = EntryCodec.time(entry);
        long unique = uniqueTime(stream, own);
        if (unique != own) {
            EntryCodec.setTime(entry, unique);
        }
    }

    private long uniqueTime(StreamState stream, long epochNanos) {
        boolean strictOrder = context.config().strictOrder();
        // Loki refuses entries further ahead (creation_grace_period, 10 minutes).
        long latestNanos = strictOrder ? (context.clock().epochMillis() + GRACE_MILLIS) * 1_000_000 : Long.MAX_VALUE;
        return stream.uniqueTime(epochNanos, strictOrder, latestNanos);
    }

    /**
     * Closes the stream's open batch if its time has come.
     *
     * @param toDisk it can leave memory, whatever Loki says
     * @param streams how many have something to send, this one among them
     */
    public void closeIfDue(StreamState stream, long nowNanos, boolean toDisk, int streams) {
        BatchBuffer open = stream.open();
        if (open.isEmpty()) {
            return;
        }
        boolean isDue = (toDisk || stream.isClear()) && stream.dueNanos(nowNanos, maxWaitNanos()) <= 0;
        if (isDue || open.entryBytes() >= maxBytes(stream) || isTooMuch(open, streams)) {
            close(stream);
        }
    }

    /** Returns nanoseconds until {@link #closeIfDue} has something to do, as far as time decides it. */
    public long waitNanos(StreamState stream, long nowNanos, boolean toDisk) {
        if (stream.open().isEmpty() || !(toDisk || stream.isClear())) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, stream.dueNanos(nowNanos, maxWaitNanos()));
    }

    private long maxWaitNanos() {
        return context.config().batchMaxWait().toNanos();
    }

    /** Compresses the open batch and lets it wait for its push. */
    public void close(StreamState stream) {
        BatchBuffer open = stream.open();
        if (open.isEmpty()) {
            return;
        }
        Batch batch = Batch.live(stream, content(stream, open), lastNumber + 1);
        long openCost = open.cost();
        // From here on nothing needs memory: either the entries are still in the open batch, or the batch has them.
        stream.close(batch);
        lastNumber++;
        budget.reserve(batch.cost());
        budget.release(openCost);
    }

    private Batch.Content content(StreamState stream, BatchBuffer open) {
        TenantState tenant = stream.tenant();
        if (tenant.hasMetadataLimit()) {
            List<byte[]> limited = new ArrayList<>(open.entries());
            open.forEach(entry -> limited.add(tenant.limited(entry)));
            return pack(stream, limited, tenant.isMetadataOff());
        }
        body.begin(stream.labelBytes(), open.entryBytes());
        open.forEach(body::add);
        return open.content(body.finish());
    }

    /** Returns the batch again, from other entries or other bytes of the same ones; its place in order stays. */
    public Batch rebuild(Batch original, StreamState stream, List<byte[]> entries, boolean bare) {
        return original.with(stream, pack(stream, entries, bare));
    }

    /**
     * Returns the halves of a batch, to be halved again until an entry that Loki cannot take is alone. What Loki has stored of
     * it already, it stores once.
     */
    public List<Batch> halves(Batch batch) {
        List<byte[]> entries = PushRequestEncoder.entries(batch.content().body());
        int half = entries.size() / 2;
        return List.of(with(batch, entries.subList(0, half)), with(batch, entries.subList(half, entries.size())));
    }

    private Batch with(Batch batch, List<byte[]> entries) {
        return rebuild(batch, batch.stream(), entries, batch.content().bare());
    }

    /** Returns batches of one stream that follow each other as one: after an outage there are many small ones. */
    public Batch join(List<Batch> batches) {
        Batch first = batches.get(0);
        List<byte[]> entries = new ArrayList<>();
        List<RecordRef> records = new ArrayList<>();
        for (Batch batch : batches) {
            entries.addAll(PushRequestEncoder.entries(batch.content().body()));
            SpoolReceipt receipt = batch.receipt();
            if (receipt != null) {
                records.addAll(receipt.records());
            }
        }
        Batch.Content content = pack(first.stream(), entries, first.content().bare());
        return Batch.fromDisk(first.stream(), content, first.number(), new SpoolReceipt(records, entries.size()));
    }

    private Batch.Content pack(StreamState stream, List<byte[]> entries, boolean bare) {
        int entryBytes = 0;
        long oldest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        for (byte[] entry : entries) {
            entryBytes += entry.length;
            oldest = Math.min(oldest, EntryCodec.time(entry));
            newest = Math.max(newest, EntryCodec.time(entry));
        }
        body.begin(stream.labelBytes(), entryBytes);
        entries.forEach(body::add);
        return new Batch.Content(body.finish(), entries.size(), entryBytes, oldest, newest, bare);
    }

    /** Returns the bytes of entries that a push of this stream may have. */
    public int maxBytes(StreamState stream) {
        return Math.min(maxBatchBytes(), stream.tenant().maxBatchBytes());
    }

    private int maxBatchBytes() {
        return (int) context.config().batchMaxBytes();
    }

    /** Returns the batch with the same entries but no structured metadata. */
    public Batch withoutMetadata(Batch batch) {
        List<byte[]> bare = PushRequestEncoder.entries(batch.content().body()).stream()
                .map(EntryCodec::withoutMetadata)
                .toList();
        return rebuild(batch, batch.stream(), bare, true);
    }

    /** Returns the batch with as much structured metadata as its tenant may have; the same batch if it has no more. */
    public Batch withinMetadataLimits(Batch batch) {
        List<byte[]> entries = PushRequestEncoder.entries(batch.content().body());
        List<byte[]> limited = new ArrayList<>(entries.size());
        boolean changed = false;
        for (byte[] entry : entries) {
            byte[] within = batch.stream().tenant().limited(entry);
            changed |= within != entry;
            limited.add(within);
        }
        return changed ? with(batch, limited) : batch;
    }

    /** Loki said that {@code batch} was too big: from now on its tenant's are smaller, but not absurdly so. */
    public void shrinkBelow(Batch batch) {
        int half = Math.max(MIN_BATCH_BYTES, batch.content().entryBytes() / 2);
        batch.stream().tenant().limitBatches(Math.min(maxBytes(batch.stream()), half));
    }

    /** Loki took a batch nearly as big as its tenant's may be: a little bigger ones are worth trying again. */
    public void growAfter(Batch batch) {
        TenantState tenant = batch.stream().tenant();
        int max = tenant.maxBatchBytes();
        if (max < maxBatchBytes() && batch.content().entryBytes() > max / 2) {
            tenant.limitBatches(max + max / GROWTH);
        }
    }

    public long lastNumber() {
        return lastNumber;
    }

    /**
     * Compressing frees memory, but what is closed early makes one more push, and pushes of one stream go one by one. So
     * what is open may stay open as long as all streams together hold little of the memory with it.
     */
    private boolean isTooMuch(BatchBuffer open, int streams) {
        long worthIt = Math.min(MIN_BATCH_BYTES, budget.maxBytes() / 64);
        long share = budget.maxBytes() / OPEN_SHARE / streams;
        return budget.isLow() && open.cost() >= Math.max(worthIt, share);
    }
}
