package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.backlog.Spiller;
import io.github.lokiline.client.internal.backlog.SpoolBacklog;
import io.github.lokiline.client.internal.batch.ActiveStreams;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.Batcher;
import io.github.lokiline.client.internal.batch.QueuedEntry;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.config.ConfigErrors;
import io.github.lokiline.client.internal.push.CircuitBreakers;
import io.github.lokiline.client.internal.push.DecisionApplier;
import io.github.lokiline.client.internal.push.LoadShedder;
import io.github.lokiline.client.internal.push.PushDecision;
import io.github.lokiline.client.internal.push.PushResultHandler;
import io.github.lokiline.client.internal.push.PushScheduler;
import io.github.lokiline.client.internal.stats.LossReporter;
import io.github.lokiline.client.internal.wire.EntryCodec;
import io.github.lokiline.client.internal.wire.Protobuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The work of the {@link DeliveryThread}, from entries to completed batches. Owned by that thread; it starts no thread and
 * never waits, so that a test can drive it by hand.
 */
public final class DeliveryPipeline {
    /** Made once: at the end there may be no memory for another. */
    private static final PushDecision DROPPED_AT_SHUTDOWN = new PushDecision.Drop(DropReason.SHUTDOWN);

    private static final PushDecision DROPPED_FOR_ROOM = new PushDecision.Drop(DropReason.SPOOL_FULL);

    private static final int STEPS = 9;

    private final PipelineContext context;
    private final ActiveStreams streams = new ActiveStreams();
    private final CircuitBreakers breakers;
    private final Batcher batcher;
    private final SpoolBacklog backlog;
    private final Spiller spiller;
    private final DecisionApplier applier;
    private final PushScheduler scheduler;
    private final PushResultHandler results;
    private final LoadShedder shedder;
    private final LossReporter losses;
    private final List<FlushRequest> flushes = new ArrayList<>();
    /** The last stream of which Loki took something. */
    private @Nullable StreamState answering;

    private volatile boolean failing;
    private volatile long spoolBytes;
    private volatile long oldestEpochNanos = Long.MAX_VALUE;

    /**
     * Creates a pipeline.
     *
     * @param wakeUp makes somebody call {@link #runOnce} soon; called on any thread
     */
    DeliveryPipeline(PipelineContext context, Runnable wakeUp) {
        this.context = context;
        this.breakers = new CircuitBreakers(context.reporter());
        this.batcher = new Batcher(context);
        this.backlog = new SpoolBacklog(context, batcher, streams);
        this.spiller = new Spiller(context, streams, breakers, backlog);
        this.applier = new DecisionApplier(context, streams, backlog);
        this.scheduler = new PushScheduler(context, streams, breakers, backlog, wakeUp);
        this.results = new PushResultHandler(context, batcher, breakers, backlog);
        this.shedder = new LoadShedder(context, streams, breakers, applier);
        this.losses = new LossReporter(context.counters(), context.clock());
    }

    void add(QueuedEntry entry, long sinceNanos, long nowNanos) {
        streams.add(entry.stream);
        batcher.add(entry, sinceNanos, nowNanos);
    }

    /**
     * Handles responses, closes the batches that are due, makes room, sends the batches that may go. A step that fails
     * does not keep the others from their work: the first failure is thrown at the end.
     */
    void runOnce(long nowNanos) {
        RuntimeException exception = null;
        Error error = null;
        for (int step = 0; step < STEPS; step++) {
            try {
                run(step, nowNanos);
            } catch (RuntimeException e) {
                exception = exception == null ? e : exception;
            } catch (Error e) {
                error = error == null ? e : error;
            }
        }
        if (error != null) {
            throw error;
        }
        if (exception != null) {
            throw exception;
        }
    }

    /** Does a part of the work of a turn. A switch, because each lambda costs a class at the start. */
    private void run(int step, long nowNanos) {
        switch (step) {
            case 0 -> handleResponses(nowNanos);
            case 1 -> closeDueBatches(nowNanos);
            case 2 -> makeRoom(nowNanos);
            case 3 -> reportLoss(nowNanos);
            case 4 -> backlog.load(breakers.endpoint().isFailing());
            case 5 -> scheduler.dispatch(nowNanos);
            case 6 -> backlog.tick(nowNanos);
            case 7 -> completeFlushes();
            case 8 -> endTurn();
            default -> throw new IllegalArgumentException("no step: " + step);
        }
    }

    private void closeDueBatches(long nowNanos) {
        if (backlog.isOn()) {
            spiller.observe(nowNanos);
        }
        for (StreamState stream : streams) {
            batcher.closeIfDue(stream, nowNanos, shouldSpill(stream), streams.size());
        }
    }

    private void makeRoom(long nowNanos) {
        if (backlog.isOn()) {
            backlog.checkFiles(nowNanos);
            spiller.spill();
        }
        shedder.shed();
    }

    private void completeFlushes() {
        flushes.removeIf(this::completeIfDone);
    }

    private void endTurn() {
        context.reporter().flushDeferred();
        streams.removeIdle(backlog::holds);
        updateStatus();
    }

    /** A turn has failed: until one succeeds nothing is known to get through. */
    void turnFailed() {
        failing = true;
    }

    private boolean shouldSpill(StreamState stream) {
        return backlog.isOn() && spiller.shouldSpill(stream);
    }

    private void updateStatus() {
        long oldest = Long.MAX_VALUE;
        for (StreamState stream : streams) {
            oldest = Math.min(oldest, Math.min(stream.oldestEpochNanos(), backlog.oldestEpochNanos(stream)));
        }
        oldestEpochNanos = oldest;
        spoolBytes = backlog.bytes();
        failing = streams.any(breakers::isFailing);
    }

    /** Any thread: returns whether pushes of an active stream failed last, as of the last {@link #runOnce}. */
    public boolean isFailing() {
        return failing;
    }

    /** Any thread: returns the bytes that the spool takes on disk, as of the last {@link #runOnce}. */
    public long spoolBytes() {
        return spoolBytes;
    }

    /** Any thread: returns the oldest time of all batches that Loki does not have yet; {@link Long#MAX_VALUE} for none. */
    public long oldestEpochNanos() {
        return oldestEpochNanos;
    }

    /** Returns nanoseconds until {@link #runOnce} has something to do, as far as time decides it. */
    long waitNanos(long nowNanos) {
        long wait = Math.min(backlog.waitNanos(nowNanos), scheduler.waitNanos(nowNanos));
        if (backlog.isOn()) {
            wait = Math.min(wait, spiller.waitNanos(nowNanos));
        }
        for (StreamState stream : streams) {
            wait = Math.min(wait, batcher.waitNanos(stream, nowNanos, shouldSpill(stream)));
        }
        return wait;
    }

    boolean hasResponses() {
        return scheduler.hasReturned();
    }

    private void handleResponses(long nowNanos) {
        for (PushScheduler.Flight next = scheduler.poll(nowNanos); next != null; next = scheduler.poll(nowNanos)) {
            Batch batch = next.batch();
            // If the decision fails, for example without memory, the response is lost but not the batch.
            PushDecision decision = PushDecision.REQUEUE;
            try {
                decision = results.decide(batch, next.response(), nowNanos);
            } finally {
                applier.apply(batch, decision);
            }
            if (!breakers.isFailing(batch.stream())) {
                answering = batch.stream();
            }
        }
    }

    void flush(FlushRequest request) {
        flushes.add(request);
        backlog.adopt(context.clock().nanos());
        closeAll();
        request.begin(batcher.lastNumber());
        breakers.probeNow(streams, context.clock().nanos(), request.orSafe);
    }

    /** Returns whether all entries are completed: nothing is in memory or on disk. */
    boolean isEmpty() {
        return backlog.isEmpty() && !streams.any(stream -> !stream.isIdle());
    }

    private boolean completeIfDone(FlushRequest request) {
        boolean isDone = request.isAbandoned() || (request.orSafe ? isSafeUpTo(request) : isCompletedUpTo(request));
        if (isDone) {
            request.complete();
        }
        return isDone;
    }

    private boolean isCompletedUpTo(FlushRequest request) {
        // Batches from disk are older than any request.
        return backlog.isEmpty()
                && !streams.any(
                        stream -> !stream.allMatch(batch -> !batch.isFromDisk() && request.precedes(batch.number())));
    }

    private boolean isSafeUpTo(FlushRequest request) {
        return !streams.any(stream -> !stream.allMatch(batch -> batch.isOnDisk() || request.precedes(batch.number())));
    }

    /**
     * Nothing more is sent: the entries that are left go to disk, or are counted as dropped. A step that fails, for example
     * without memory, costs its own entries only.
     */
    public void end() {
        long before = context.counters().dropped(DropReason.SHUTDOWN);
        try {
            handleResponses(context.clock().nanos());
            backlog.checkFiles();
        } catch (RuntimeException | Error e) {
            reportError(e);
        }
        for (StreamState stream : streams) {
            if (!backlog.isOn() || !close(stream)) {
                applier.dropOpen(stream, DropReason.SHUTDOWN);
            }
        }
        // First, because what is written last may take the place of the oldest on disk.
        for (StreamState stream : streams) {
            stream.removeIf(this::saveIfInMemoryOnly);
        }
        for (StreamState stream : streams) {
            for (Batch batch = stream.removeNext(); batch != null; batch = stream.removeNext()) {
                leave(batch);
            }
        }
        streams.clear();
        try {
            backlog.close();
        } catch (RuntimeException | Error e) {
            reportError(e);
        }
        completeAllFlushes();
        updateStatus();
        shedder.end();
        reportShutdownLoss(context.counters().dropped(DropReason.SHUTDOWN) - before);
    }

    private void completeAllFlushes() {
        for (FlushRequest flush : flushes) {
            flush.complete();
        }
        flushes.clear();
    }

    private boolean close(StreamState stream) {
        try {
            batcher.close(stream);
            return true;
        } catch (RuntimeException | Error e) {
            reportError(e);
            return false;
        }
    }

    private boolean saveIfInMemoryOnly(Batch batch) {
        if (batch.isOnDisk()) {
            return false;
        }
        if (!spill(batch)) {
            applier.apply(batch, DROPPED_AT_SHUTDOWN);
        }
        return true;
    }

    private void leave(Batch batch) {
        if (batch.isOnDisk()) {
            backlog.release(batch);
        } else {
            applier.apply(batch, DROPPED_FOR_ROOM);
        }
    }

    private boolean spill(Batch batch) {
        try {
            return backlog.spill(batch);
        } catch (RuntimeException | Error e) {
            reportError(e);
            return false;
        }
    }

    /** Reports a failed step of the end, if there is memory for it. */
    void reportError(Throwable error) {
        try {
            context.reporter()
                    .warn(
                            "mistake",
                            "unexpected error at the end of delivery ("
                                    + error.getClass().getName() + "), the other steps of the end continue");
        } catch (RuntimeException | Error again) {
            // Out of memory, most likely: the entries are counted all the same.
            Thread.onSpinWait();
        }
    }

    void openFiles() {
        backlog.open();
        results.openDeadLetters();
    }

    /** Reads a little of the batches that an earlier process left on disk; true when there is more. */
    boolean recover() {
        return backlog.recover();
    }

    /** From now on everything goes to disk at once: the process ends, and nobody knows when. */
    void save() {
        spiller.save();
        closeAll();
    }

    private void reportShutdownLoss(long entries) {
        if (entries > 0) {
            context.reporter()
                    .warn(
                            "shutdown",
                            "stopped before Loki had everything, entries lost: " + entries + "; shutdownTimeout is "
                                    + ConfigErrors.text(context.config().shutdownTimeout()));
        }
    }

    void settingsChanged(boolean forSender) {
        if (forSender) {
            scheduler.renewSender();
        }
        results.openDeadLetters();
    }

    void closeSender() {
        scheduler.closeSender();
    }

    private void addOrLose(QueuedEntry entry, long nowNanos) {
        boolean isAdded = false;
        try {
            add(entry, nowNanos, nowNanos);
            isAdded = true;
        } finally {
            if (!isAdded) {
                lose(entry, DropReason.INTERNAL_ERROR);
            }
        }
    }

    /** Counts a queued entry, which no batch holds, as lost. */
    void lose(QueuedEntry entry, DropReason reason) {
        context.counters().settle(1);
        context.counters().drop(reason, 1);
        context.budget().release(entry.cost());
    }

    private void closeAll() {
        streams.forEach(batcher::close);
    }

    /** Reports losses to Loki, in the stream that all of the process share. The report counts as any entry. */
    private void reportLoss(long nowNanos) {
        StreamState known = answering;
        boolean isWell =
                known != null && !breakers.isFailing(known) && !context.budget().isLow();
        String line = losses.check(isWell);
        if (known != null && line != null) {
            long epochNanos = TimeUnit.MILLISECONDS.toNanos(context.clock().epochMillis());
            byte[] bytes = EntryCodec.of(Protobuf.utf8(line), epochNanos);
            QueuedEntry entry = new QueuedEntry(context.streams().base(known), bytes, epochNanos, false);
            context.counters().append();
            context.counters().enqueue();
            context.budget().reserve(entry.cost());
            addOrLose(entry, nowNanos);
        }
    }
}
