package io.github.lokiline.client.internal.backlog;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.batch.ActiveStreams;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.Batcher;
import io.github.lokiline.client.internal.batch.SpoolReceipt;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.engine.Clock;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.spool.RecordData;
import io.github.lokiline.client.internal.spool.RecordRef;
import io.github.lokiline.client.internal.spool.Spool;
import io.github.lokiline.client.internal.spool.SpoolListener;
import io.github.lokiline.client.internal.spool.SpoolStoreConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The batches on disk: they go there while Loki fails, when memory runs low and at the end, and come back in the order in
 * which they went. Owned by the delivery thread. Without a {@code spoolDirectory} it holds nothing.
 *
 * <p>Live lines go first as long as a stream's backlog is young. Loki refuses entries that are an hour behind the newest
 * entry of their stream (half of {@code max_chunk_age}), so that an old backlog goes first, strictly in order, and new
 * entries queue up behind it on disk.
 */
public final class SpoolBacklog implements SpoolListener {
    /** A quarter of an hour before Loki would refuse it. */
    private static final long OLD_NANOS = TimeUnit.MINUTES.toNanos(45);

    /** The interval at which a process looks for batches that another one has left. */
    private static final long ADOPT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final PipelineContext context;
    private final Batcher batcher;
    private final ActiveStreams streams;
    private final ReplayRateLimiter rate = new ReplayRateLimiter();
    private final SpooledStreamIndex onDisk = new SpooledStreamIndex();
    private final SpoolReplayer replayer;
    private @Nullable Spool spool;
    private boolean isWriting = true;
    /** Somebody has removed files whose batches are in memory and not written again yet. */
    private boolean isIncomplete;
    /** Nothing wakes the thread for it: only when there is something to do anyway. */
    private long adoptAtNanos;

    public SpoolBacklog(PipelineContext context, Batcher batcher, ActiveStreams streams) {
        this.context = context;
        this.batcher = batcher;
        this.streams = streams;
        this.replayer = new SpoolReplayer(context, streams, onDisk);
    }

    /** Opens the spool, if one is configured. If that fails the pipeline goes on in memory. */
    public void open() {
        if (context.config().spool() == null) {
            return;
        }
        adoptAtNanos = context.clock().nanos() + ADOPT_NANOS;
        try {
            Clock clock = context.clock();
            spool = Spool.open(
                    this::settings,
                    clock::epochMillis,
                    context.expiryClock()::epochMillis,
                    clock::nanos,
                    this,
                    new SpoolRecordCheck());
        } catch (IOException | RuntimeException e) {
            context.reporter()
                    .warn("spool", "the spool cannot be used, entries wait in memory only: " + e.getMessage());
        }
    }

    /** Returns the current limits: a pipeline with a spool never gets settings without one. */
    private SpoolStoreConfig settings() {
        return Objects.requireNonNull(context.config().spool(), "a spool directory");
    }

    public boolean isOn() {
        return spool != null;
    }

    /** Returns whether the disk takes batches: while it is full they are better left to grow in memory. */
    boolean isWriting() {
        return spool != null && isWriting;
    }

    /** Returns the rate at which batches read from disk are sent. */
    public ReplayRateLimiter rate() {
        return rate;
    }

    /** Reads a little of the batches that an earlier process left; true when there is more. */
    public boolean recover() {
        return spool != null && spool.recoverStep();
    }

    /** Takes over batches that ended processes, or ended pipelines of this one, have left in the spool. */
    public void adopt(long nowNanos) {
        adoptAtNanos = nowNanos + ADOPT_NANOS;
        if (spool != null) {
            spool.adopt();
        }
    }

    /** Moves a batch from memory to disk; false when it has to stay. */
    public boolean spill(Batch batch) {
        SpoolReceipt former = batch.receipt();
        if (append(batch, false) == null) {
            return false;
        }
        doneWith(former);
        release(batch);
        note(batch.stream(), batch.content().oldestEpochNanos());
        return true;
    }

    /** Leaves a batch to the disk, where it is as well; false when it has to stay in memory. */
    boolean leave(Batch batch) {
        SpoolReceipt receipt = batch.receipt();
        if (spool == null
                || receipt == null
                || !batch.isCopied()
                || !spool.putBack(receipt.records().get(0))) {
            return false;
        }
        release(batch);
        note(batch.stream(), batch.content().oldestEpochNanos());
        replayer.passOver(batch.stream());
        return true;
    }

    /**
     * Writes a batch that stays in memory to disk as well: if the process is killed, the next one has it. Not again what the
     * spool had no room for: memory may hold more than the spool.
     */
    void spillCopy(Batch batch) {
        if (batch.receipt() == null || batch.isRemovedFromDisk()) {
            RecordRef record = append(batch, true);
            if (record != null) {
                batch.copied(new SpoolReceipt(List.of(record), batch.entries()));
            }
        }
    }

    /** Writes the batches in memory again whose files somebody has removed. */
    void restore() {
        if (isIncomplete) {
            isIncomplete = false;
            boolean hasEnded = false;
            try {
                for (StreamState stream : streams) {
                    restore(stream.inFlight());
                    stream.waiting().forEach(this::restore);
                    stream.loaded().forEach(this::restore);
                }
                hasEnded = true;
            } finally {
                // After an error, for example without memory, the next turn goes on.
                isIncomplete |= !hasEnded;
            }
        }
    }

    private void restore(@Nullable Batch batch) {
        if (batch != null && batch.isRemovedFromDisk()) {
            SpoolReceipt former = Objects.requireNonNull(batch.receipt());
            spillCopy(batch);
            if (batch.isOnDisk()) {
                doneWith(former);
            } else {
                isIncomplete = true;
            }
        }
    }

    /** Marks the records of a batch that has left the pipeline, or is written again: several if it was joined of several. */
    private void doneWith(@Nullable SpoolReceipt former) {
        if (former != null && spool != null) {
            former.records().forEach(spool::done);
        }
    }

    private @Nullable RecordRef append(Batch batch, boolean held) {
        if (spool == null) {
            return null;
        }
        Batch.Content content = batch.content();
        RecordData record = new RecordData(
                batch.stream().tenant().id(),
                batch.stream().text(),
                content.entries(),
                content.oldestEpochNanos(),
                content.newestEpochNanos(),
                content.bare(),
                content.body());
        RecordRef written = spool.append(record, held);
        isWriting = written != null;
        return written;
    }

    /** The end: the batch is no longer in memory; it stays on disk. */
    public void release(Batch batch) {
        context.counters().spool(batch.entries());
        context.budget().release(batch.cost());
    }

    /** The entries of a batch have left the pipeline. */
    public void completed(Batch batch) {
        SpoolReceipt receipt = batch.receipt();
        if (receipt != null && receipt.complete(batch.entries())) {
            doneWith(receipt);
        }
    }

    /** Reads batches back as far as there is room, or a single one when there is nothing else to try Loki with. */
    public void load(boolean failing) {
        if (spool != null) {
            boolean nothingToSend = !streams.any(stream -> stream.isSending() || stream.firstLoaded() != null);
            replayer.load(spool, failing, nothingToSend);
        }
    }

    /** Makes the stream's oldest batches wait for their push: as many as fit, joined to one. */
    public void advance(StreamState stream) {
        List<Batch> batches = fitting(stream);
        boolean isOne = batches.size() == 1;
        Batch next = isOne ? batches.get(0) : batcher.join(batches);
        stream.advance(batches.size(), next);
        if (!isOne) {
            context.budget().reserve(next.cost());
        }
        for (Batch batch : batches) {
            replayer.left(batch);
            if (!isOne) {
                context.budget().release(batch.cost());
            }
        }
    }

    private List<Batch> fitting(StreamState stream) {
        List<Batch> batches = new ArrayList<>();
        int bytes = 0;
        long cost = 0;
        for (Batch batch : stream.loaded()) {
            bytes += batch.content().entryBytes();
            cost += batch.cost();
            boolean alike = batches.isEmpty()
                    || batch.content().bare() == batches.get(0).content().bare();
            if (!batches.isEmpty()
                    && !(alike
                            && bytes <= batcher.maxBytes(stream)
                            && cost <= context.budget().maxBytes() / 4)) {
                break;
            }
            batches.add(batch);
        }
        return batches;
    }

    /** Returns whether the stream's backlog has to go before its live lines, in order. */
    boolean goesFirst(StreamState stream) {
        long oldest = oldestEpochNanos(stream);
        if (oldest == Long.MAX_VALUE) {
            return false;
        }
        long now = TimeUnit.MILLISECONDS.toNanos(context.clock().epochMillis());
        return context.config().strictOrder() || now - oldest >= OLD_NANOS;
    }

    /** Returns the oldest time on disk; {@link Long#MAX_VALUE} for none. */
    public long oldestEpochNanos(StreamState stream) {
        if (spool == null) {
            return Long.MAX_VALUE;
        }
        Batch first = stream.firstLoaded();
        return first == null ? onDisk.oldestEpochNanos(stream) : first.content().oldestEpochNanos();
    }

    /** Returns the bytes that the spool takes on disk. */
    public long bytes() {
        return spool == null ? 0 : spool.bytes();
    }

    public boolean holds(StreamState stream) {
        return spool != null && onDisk.holds(stream);
    }

    public boolean isEmpty() {
        return replayer.hasNone() && (spool == null || spool.entries() == 0);
    }

    private void note(StreamState stream, long oldestEpochNanos) {
        onDisk.add(stream, oldestEpochNanos);
        streams.add(stream);
    }

    /** Returns nanoseconds until {@link #tick} or {@link #load} has something to do. */
    public long waitNanos(long nowNanos) {
        if (spool == null) {
            return Long.MAX_VALUE;
        }
        return replayer.hasMoreToScan() ? 0 : spool.waitNanos(nowNanos);
    }

    /** Notices that somebody has removed files. */
    public void checkFiles(long nowNanos) {
        if (spool != null) {
            spool.checkFiles(nowNanos);
        }
    }

    /** The end: what is written from now on must be found by the next process. */
    public void checkFiles() {
        if (spool != null) {
            spool.checkFiles();
        }
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
            open.close();
        }
    }

    @Override
    public void recovered(long entries) {
        context.counters().recover(entries);
    }

    @Override
    public void found(String tenant, String labels, long firstEpochNanos) {
        note(context.streams().adopt(tenant, labels), firstEpochNanos);
    }

    @Override
    public void lost(DropReason reason, long entries) {
        context.counters().lose(reason, entries);
        String why = switch (reason) {
            case SPOOL_FULL -> "the spool is full (spoolMaxBytes)";
            case SPOOL_EXPIRED -> "the spool has lines older than spoolMaxAge";
            default -> "the spool is damaged or was removed";
        };
        context.reporter().warn(reason.word(), why + ", entries lost: " + entries);
    }

    @Override
    public void removed() {
        isIncomplete = true;
        if (spool == null || spool.entries() == 0) {
            onDisk.clear();
        }
    }

    @Override
    public void trouble(String message) {
        context.reporter().warn("spool", message);
    }
}
