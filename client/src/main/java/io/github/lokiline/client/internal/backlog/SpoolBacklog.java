package io.github.lokiline.client.internal.backlog;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.Batcher;
import io.github.lokiline.client.internal.batch.EncodedBatch;
import io.github.lokiline.client.internal.batch.SpoolReceipt;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.spool.RecordData;
import io.github.lokiline.client.internal.spool.RecordRef;
import io.github.lokiline.client.internal.spool.Spool;
import io.github.lokiline.client.internal.spool.SpoolListener;
import io.github.lokiline.client.internal.spool.SpoolStoreConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The batches on disk: they go there while Loki fails, when memory runs low and at the end, and come back in the order in
 * which they went. Owned by the worker. Without a {@code spoolDirectory} it holds nothing.
 *
 * <p>Live lines go first as long as a stream's backlog is young. Loki refuses what is an hour behind the newest entry of
 * its stream (half of {@code max_chunk_age}), so that an old backlog goes first, strictly in order, and what comes
 * meanwhile queues up behind it on disk.
 */
public final class SpoolBacklog implements SpoolListener {

    /** A quarter of an hour before Loki would refuse it. */
    private static final long OLD_NANOS = TimeUnit.MINUTES.toNanos(45);

    /** How often a process looks whether another has left something. */
    private static final long ADOPT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final PipelineContext shared;
    private final Batcher batcher;
    private final Consumer<StreamState> holder;
    public final ReplayRateLimiter rate = new ReplayRateLimiter();
    private final SpooledStreamIndex onDisk = new SpooledStreamIndex();
    private final SpoolReplayer reloading;
    private @Nullable Spool spool;
    private boolean isWriting = true;
    /** Nobody wakes for it: only when there is something to do anyway. */
    private long adoptAtNanos;
    /** What is on disk at the end. */
    private long leftEntries;

    /**
     * Creates a backlog.
     *
     * @param busy the streams that have anything in memory or on disk
     * @param holder hears of a stream that must not be forgotten, because something of it is on disk
     */
    public SpoolBacklog(PipelineContext shared, Batcher batcher, Set<StreamState> busy, Consumer<StreamState> holder) {
        this.shared = shared;
        this.batcher = batcher;
        this.holder = holder;
        this.reloading = new SpoolReplayer(shared, busy, onDisk, holder);
    }

    /** Opens the spool, where one is wanted. Without it the client goes on in memory. */
    public void open() {
        SpoolStoreConfig settings = shared.settings().spool();
        if (settings == null) {
            return;
        }
        adoptAtNanos = shared.time().nanos() + ADOPT_NANOS;
        try {
            spool = Spool.open(settings, shared.time()::epochMillis, shared.time()::nanos, this);
        } catch (IOException | RuntimeException e) {
            shared.notices().warn("spool", "the spool cannot be used, entries wait in memory only: " + e.getMessage());
        }
    }

    public boolean isOn() {
        return spool != null;
    }

    /** Whether the disk takes batches: while it is full they had better grow in memory. */
    boolean isWriting() {
        return spool != null && isWriting;
    }

    /** Reads a little of what an earlier process left; true when there is more. */
    public boolean recover() {
        return spool != null && spool.recoverStep();
    }

    /** Takes over what ended processes, or ended clients of this one, have left behind in the spool. */
    public void adopt(long nowNanos) {
        adoptAtNanos = nowNanos + ADOPT_NANOS;
        if (spool != null) {
            spool.adopt();
        }
    }

    /** Moves a batch from memory to disk; false when it has to stay. */
    public boolean spill(Batch batch) {
        RecordRef record = append(batch, false);
        isWriting = record != null;
        if (record == null) {
            return false;
        }
        moved(batch);
        note(batch.stream, batch.payload.oldestEpochNanos());
        return true;
    }

    /** Writes a batch that stays in memory to disk as well: should the process be killed, its successor has it. */
    void secure(Batch batch) {
        if (batch.origin == null) {
            RecordRef record = append(batch, true);
            batch.origin = record == null ? null : new SpoolReceipt(List.of(record), batch.entries);
        }
    }

    private @Nullable RecordRef append(Batch batch, boolean held) {
        EncodedBatch payload = batch.payload;
        return spool == null
                ? null
                : spool.append(
                        new RecordData(
                                batch.stream.tenant.id,
                                batch.stream.text,
                                payload.entries(),
                                payload.oldestEpochNanos(),
                                payload.newestEpochNanos(),
                                payload.bare(),
                                payload.body()),
                        held);
    }

    /** The end: what is on disk stays there and is no longer ours. */
    public void leave(Batch batch) {
        leftEntries += batch.entries;
        moved(batch);
    }

    private void moved(Batch batch) {
        shared.counters().spool(batch.entries);
        shared.budget().giveBack(batch.cost());
    }

    /** Entries of a batch left the worker's hands for good. */
    public void settled(Batch batch) {
        SpoolReceipt origin = batch.origin;
        if (origin != null && spool != null && origin.settle(batch.entries)) {
            origin.records.forEach(spool::done);
        }
    }

    /** Reads batches back as far as there is room, or a single one when there is nothing else to try Loki with. */
    public void load(boolean failing, boolean nothingToSend) {
        if (spool != null) {
            reloading.load(spool, failing, nothingToSend);
        }
    }

    /** Makes the stream's oldest batches wait for their push: as many as fit, made one. */
    public void advance(StreamState stream, long nowNanos) {
        List<Batch> batches = fitting(stream);
        boolean isOne = batches.size() == 1;
        Batch next = isOne ? batches.get(0) : batcher.join(batches);
        stream.waiting.addFirst(next);
        if (!isOne) {
            shared.budget().take(next.cost());
        }
        for (Batch batch : batches) {
            stream.backlog.removeFirst();
            reloading.left(batch);
            if (!isOne) {
                shared.budget().giveBack(batch.cost());
            }
        }
        rate.departed(next.payload.entryBytes(), nowNanos);
    }

    private List<Batch> fitting(StreamState stream) {
        List<Batch> batches = new ArrayList<>();
        int bytes = 0;
        long cost = 0;
        for (Batch batch : stream.backlog) {
            bytes += batch.payload.entryBytes();
            cost += batch.cost();
            boolean alike = batches.isEmpty()
                    || batch.payload.bare() == batches.get(0).payload.bare();
            if (!batches.isEmpty()
                    && !(alike
                            && bytes <= batcher.maxBytes(stream)
                            && cost <= shared.budget().maxBytes() / 4)) {
                break;
            }
            batches.add(batch);
        }
        return batches;
    }

    /** Whether the stream's backlog has to go before its live lines, in order. */
    boolean goesFirst(StreamState stream) {
        long oldest = oldestEpochNanos(stream);
        if (oldest == Long.MAX_VALUE) {
            return false;
        }
        long now = TimeUnit.MILLISECONDS.toNanos(shared.time().epochMillis());
        return shared.settings().strictOrder() || now - oldest >= OLD_NANOS;
    }

    /** Of what waits on disk; {@link Long#MAX_VALUE} for nothing. */
    public long oldestEpochNanos(StreamState stream) {
        Batch first = stream.backlog.peekFirst();
        return first == null ? onDisk.oldestEpochNanos(stream) : first.payload.oldestEpochNanos();
    }

    /** What the spool takes on disk. */
    public long bytes() {
        return spool == null ? 0 : spool.bytes();
    }

    public boolean holds(StreamState stream) {
        return onDisk.holds(stream);
    }

    public boolean isEmpty() {
        return reloading.hasNone() && (spool == null || spool.entries() == 0);
    }

    private void note(StreamState stream, long oldestEpochNanos) {
        onDisk.add(stream, oldestEpochNanos);
        holder.accept(stream);
    }

    /** Nanoseconds until {@link #tick} or {@link #load} has something to do. */
    public long waitNanos(long nowNanos) {
        if (reloading.isLookingOn()) {
            return 0;
        }
        return spool == null ? Long.MAX_VALUE : spool.waitNanos(nowNanos);
    }

    public void tick(long nowNanos) {
        if (spool != null) {
            spool.force(nowNanos);
            if (nowNanos - adoptAtNanos >= 0) {
                adopt(nowNanos);
            }
        }
    }

    public void close() {
        Spool open = spool;
        spool = null;
        onDisk.clear();
        if (open != null) {
            leftEntries += open.entries();
            open.close();
        }
    }

    /** After the end: a client with the same ledger finds on disk what we left there, and counts it as recovered. */
    public void bequeath() {
        shared.counters().recover(-leftEntries);
        leftEntries = 0;
    }

    @Override
    public void recovered(long entries) {
        shared.counters().recover(entries);
    }

    @Override
    public void found(String tenant, String labels, long firstEpochNanos) {
        note(shared.streams().adopt(tenant, labels), firstEpochNanos);
    }

    @Override
    public void lost(DropReason reason, long entries) {
        shared.counters().lose(reason, entries);
        String why = switch (reason) {
            case SPOOL_FULL -> "the spool is full (spoolMaxBytes)";
            case SPOOL_EXPIRED -> "the spool has lines older than spoolMaxAge";
            default -> "the spool is damaged";
        };
        shared.notices().warn(reason.word(), why + ", entries lost: " + entries);
    }

    @Override
    public void trouble(String message) {
        shared.notices().warn("spool", message);
    }
}
