package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.backlog.Spiller;
import io.github.lokiline.client.internal.backlog.SpoolBacklog;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.Batcher;
import io.github.lokiline.client.internal.batch.QueuedEntry;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.config.ClientConfig;
import io.github.lokiline.client.internal.config.ConfigErrors;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.http.PushSender;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.push.BatchSplitter;
import io.github.lokiline.client.internal.push.CircuitBreakers;
import io.github.lokiline.client.internal.push.ExponentialBackoff;
import io.github.lokiline.client.internal.push.LoadShedder;
import io.github.lokiline.client.internal.push.PushResultHandler;
import io.github.lokiline.client.internal.push.PushScheduler;
import io.github.lokiline.client.internal.push.RetryHandler;
import io.github.lokiline.client.internal.push.StreamLimitFallback;
import io.github.lokiline.client.internal.stats.LedgerCounters;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import io.github.lokiline.client.internal.wire.EntryCodec;
import io.github.lokiline.client.internal.wire.Protobuf;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From entries to settled batches: what the {@link DeliveryThread} does with what it owns. Owned by the worker; it starts no
 * thread and never waits, so a test can drive it by hand.
 */
public final class DeliveryPipeline {

    private final ClientConfig settings;
    private final Clock time;
    private final LedgerCounters counters;
    private final MemoryBudget budget;
    private final RateLimitedReporter notices;
    private final StreamRegistry streams;
    private final CircuitBreakers gates;
    /** The streams with something open, waiting or in flight. */
    private final Set<StreamState> busy = new LinkedHashSet<>();

    private final FlushTracker flushes;
    private final Batcher batcher;
    private final SpoolBacklog backlog;
    private final PushScheduler dispatcher;
    private final PushResultHandler settlement;
    private final Spiller spilling;
    private final LoadShedder shedding;
    /** The last stream of which Loki took something. */
    private @Nullable StreamState answering;

    private final PipelineStatus standing = new PipelineStatus();
    private boolean expectsMore;
    private boolean heldBack;

    DeliveryPipeline(PipelineContext shared, Supplier<PushSender> senders, BiConsumer<Batch, PushResponse> answers) {
        this.settings = shared.settings();
        this.time = shared.time();
        this.counters = shared.counters();
        this.budget = shared.budget();
        this.notices = shared.notices();
        this.streams = shared.streams();
        this.batcher = new Batcher(settings, time, budget);
        this.backlog = new SpoolBacklog(shared, batcher, busy, this::hold);
        this.gates = new CircuitBreakers(notices);
        this.dispatcher = new PushScheduler(busy, gates, backlog, senders, answers);
        ExponentialBackoff backoff = new ExponentialBackoff(
                settings.retryMinBackoff().toNanos(),
                settings.retryMaxBackoff().toNanos(),
                bound -> ThreadLocalRandom.current().nextLong(bound));
        StreamLimitFallback collapse = new StreamLimitFallback(streams, batcher);
        BatchSplitter replacement = new BatchSplitter(batcher, budget, this::hold);
        RetryHandler retries = new RetryHandler(gates, backoff, notices, collapse, replacement, batcher, backlog.rate);
        counters.losses().begin(time.epochMillis());
        this.spilling = new Spiller(shared, busy, gates, backlog);
        this.flushes = new FlushTracker(busy, backlog);
        this.settlement = new PushResultHandler(shared, batcher, gates, backoff, retries, replacement, backlog);
        this.shedding = new LoadShedder(shared, busy, gates, settlement);
    }

    void add(QueuedEntry entry, long sinceNanos, long nowNanos) {
        hold(entry.stream);
        batcher.add(entry, sinceNanos, nowNanos);
    }

    /** Closes what is due, makes room, sends what may go. */
    void move(long nowNanos) {
        for (StreamState stream : busy) {
            batcher.closeIfDue(stream, nowNanos, spilling.takesAtOnce(stream), busy.size());
        }
        spilling.spill();
        shedding.shed();
        reportLoss(nowNanos);
        backlog.load(gates.endpoint.isFailing(), hasNothingToSend());
        if (!isHeldBack()) {
            dispatcher.dispatch(nowNanos);
        }
        backlog.tick(nowNanos);
        if (!expectsMore) {
            flushes.complete();
        }
        notices.tellLater();
        busy.removeIf(this::letGo);
        standing.update(isFailing(), backlog.bytes(), oldestEpochNanos());
    }

    /** Of all batches that Loki does not have yet. */
    private long oldestEpochNanos() {
        long oldest = Long.MAX_VALUE;
        for (StreamState stream : busy) {
            oldest = Math.min(oldest, Math.min(stream.oldestEpochNanos(), backlog.oldestEpochNanos(stream)));
        }
        return oldest;
    }

    /** For anybody, as of the last {@link #move}. */
    PipelineStatus standing() {
        return standing;
    }

    private void hold(StreamState stream) {
        stream.busy = true;
        busy.add(stream);
    }

    private boolean letGo(StreamState stream) {
        boolean idle = stream.isIdle() && !backlog.holds(stream);
        if (idle) {
            stream.busy = false;
        }
        return idle;
    }

    /** Nanoseconds until {@link #move} has something to do, as far as time decides it. */
    long waitNanos(long nowNanos) {
        long wait = backlog.waitNanos(nowNanos);
        if (!isHeldBack()) {
            wait = Math.min(wait, dispatcher.waitNanos(nowNanos));
        }
        for (StreamState stream : busy) {
            wait = Math.min(wait, batcher.waitNanos(stream, nowNanos, spilling.takesAtOnce(stream)));
        }
        return wait;
    }

    /** The answer to a batch in flight; one that was given up meanwhile is over. */
    void answered(Batch batch, PushResponse response, long nowNanos) {
        if (batch.stream.inFlight != batch) {
            return;
        }
        dispatcher.returned(batch);
        batch.settled = false;
        try {
            settlement.settle(batch, response, nowNanos);
            answering = gates.isFailing(batch.stream) ? answering : batch.stream;
        } finally {
            if (!batch.settled) {
                // A mistake of ours, or no memory, before anything was decided: the answer is forgotten, not the batch.
                batch.stream.waiting.addFirst(batch);
            }
        }
    }

    /** Whether a predecessor that ends may still hand batches over: no flush is complete before. */
    void expectMore(boolean expected) {
        expectsMore = expected;
    }

    /** Whether a predecessor has not ended: before, nothing of ours may leave in strict order. */
    void holdBack(boolean back) {
        heldBack = back;
    }

    private boolean isHeldBack() {
        return heldBack && settings.strictOrder();
    }

    void flush(FlushRequest request) {
        flushes.add(request);
        backlog.adopt(time.nanos());
        closeAll();
        request.begin(batcher.lastNumber());
        gates.hurry(busy, time.nanos(), request.orSafe);
    }

    /** Whether nothing is in memory only. */
    boolean isSafe() {
        return busy.stream().allMatch(StreamState::isSafe);
    }

    /** Whether something that waits has been turned back already. */
    boolean isFailing() {
        for (StreamState stream : busy) {
            if (gates.isFailing(stream)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes all batches that wait out of here, oldest first; what is in flight stays until its answer comes, and what is
     * on disk until the spool changes hands.
     */
    List<Batch> takeWaiting() {
        closeAll();
        List<Batch> batches = new ArrayList<>();
        for (StreamState stream : busy) {
            for (Iterator<Batch> all = stream.waiting.iterator(); all.hasNext(); ) {
                Batch batch = all.next();
                if (batch.origin == null) {
                    batches.add(batch);
                    all.remove();
                }
            }
        }
        batches.forEach(batch -> budget.giveBack(batch.cost()));
        return batches;
    }

    /** Batches of another client: they go before our own. */
    void inherit(List<Batch> batches) {
        for (int i = batches.size() - 1; i >= 0; i--) {
            StreamState own = streams.adopt(batches.get(i).stream);
            Batch batch = batches.get(i).in(own);
            budget.take(batch.cost());
            own.follow(batch.payload, time.nanos());
            own.waiting.addFirst(batch);
            hold(own);
        }
    }

    /** Nothing more will be sent: what is left goes to disk, or is counted as dropped. */
    public void end() {
        long before = counters.dropped(DropReason.SHUTDOWN);
        for (StreamState stream : busy) {
            Batch flying = stream.inFlight;
            if (flying != null) {
                stream.inFlight = null;
                end(flying);
            }
            while (!stream.waiting.isEmpty()) {
                end(stream.waiting.removeFirst());
            }
            endOpen(stream);
            while (!stream.backlog.isEmpty()) {
                end(stream.backlog.removeFirst());
            }
        }
        backlog.close();
        busy.forEach(stream -> stream.busy = false);
        busy.clear();
        flushes.completeAll();
        noticeLoss(counters.dropped(DropReason.SHUTDOWN) - before);
    }

    private void end(Batch batch) {
        if (batch.origin != null) {
            backlog.leave(batch);
        } else if (!backlog.spill(batch)) {
            settlement.drop(batch, DropReason.SHUTDOWN);
        }
    }

    private void endOpen(StreamState stream) {
        if (backlog.isOn() && !stream.open.isEmpty()) {
            batcher.close(stream);
            end(stream.waiting.removeFirst());
        } else {
            settlement.drop(stream.open, DropReason.SHUTDOWN);
        }
    }

    private boolean hasNothingToSend() {
        return busy.stream()
                .allMatch(stream -> stream.waiting.isEmpty() && stream.backlog.isEmpty() && stream.inFlight == null);
    }

    void openBacklog() {
        backlog.open();
    }

    /** Reads a little of what an earlier process left on disk; true when there is more. */
    boolean recover() {
        return backlog.recover();
    }

    /** After the end: what is left on disk is for a client with the same ledger. */
    void bequeathBacklog() {
        backlog.bequeath();
    }

    /** A client of this process has ended and left a part of the spool behind. */
    void adoptBacklog() {
        backlog.adopt(time.nanos());
    }

    /** From now on everything goes to disk at once: the process ends, and nobody knows when. */
    void save() {
        spilling.save();
        closeAll();
    }

    private void noticeLoss(long entries) {
        if (entries > 0) {
            notices.warn(
                    "shutdown",
                    "stopped before Loki had everything, entries lost: " + entries + "; shutdownTimeout is "
                            + ConfigErrors.text(settings.shutdownTimeout()));
        }
    }

    void closeSender() {
        dispatcher.closeSender();
    }

    private void closeAll() {
        busy.forEach(batcher::close);
    }

    /** In the stream that all of the process share, where everybody looks. The report counts as any entry. */
    private void reportLoss(long nowNanos) {
        StreamState known = answering;
        boolean isWell = known != null && !gates.isFailing(known) && budget.usedBytes() < budget.maxBytes() / 2;
        String line = counters.losses().check(isWell, time);
        if (known != null && line != null) {
            long epochNanos = TimeUnit.MILLISECONDS.toNanos(time.epochMillis());
            byte[] bytes = EntryCodec.of(Protobuf.utf8(line), epochNanos);
            QueuedEntry entry = new QueuedEntry(streams.base(known), bytes, epochNanos, false);
            counters.append();
            counters.enqueue();
            budget.take(entry.cost());
            add(entry, nowNanos, nowNanos);
        }
    }
}
