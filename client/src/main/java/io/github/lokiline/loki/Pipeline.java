package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.http.Response;
import io.github.lokiline.loki.internal.http.Sender;
import io.github.lokiline.loki.internal.wire.EntryCodec;
import io.github.lokiline.loki.internal.wire.Protobuf;
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
 * From entries to settled batches: what the {@link Worker} does with what it owns. Owned by the worker; it starts no
 * thread and never waits, so a test can drive it by hand.
 */
final class Pipeline {

    private final Settings settings;
    private final Time time;
    private final Counters counters;
    private final ByteBudget budget;
    private final Notices notices;
    private final StreamTable streams;
    private final Gates gates;
    /** The streams with something open, waiting or in flight. */
    private final Set<Stream> busy = new LinkedHashSet<>();

    private final Flushes flushes;
    private final Batcher batcher;
    private final Backlog backlog;
    private final Dispatcher dispatcher;
    private final Settlement settlement;
    private final Spilling spilling;
    private final Shedding shedding;
    /** The last stream of which Loki took something. */
    private @Nullable Stream answering;

    private final Standing standing = new Standing();
    private boolean expectsMore;
    private boolean heldBack;

    Pipeline(Shared shared, Supplier<Sender> senders, BiConsumer<Batch, Response> answers) {
        this.settings = shared.settings();
        this.time = shared.time();
        this.counters = shared.counters();
        this.budget = shared.budget();
        this.notices = shared.notices();
        this.streams = shared.streams();
        this.batcher = new Batcher(settings, time, budget);
        this.backlog = new Backlog(shared, batcher, busy, this::hold);
        this.gates = new Gates(notices);
        this.dispatcher = new Dispatcher(busy, gates, backlog, senders, answers);
        Backoff backoff = new Backoff(
                settings.retryMinBackoff().toNanos(),
                settings.retryMaxBackoff().toNanos(),
                bound -> ThreadLocalRandom.current().nextLong(bound));
        StreamCollapse collapse = new StreamCollapse(streams, batcher);
        Replacement replacement = new Replacement(batcher, budget, this::hold);
        Retries retries = new Retries(gates, backoff, notices, collapse, replacement, batcher, backlog.rate);
        counters.losses().begin(time.epochMillis());
        this.spilling = new Spilling(shared, busy, gates, backlog);
        this.flushes = new Flushes(busy, backlog);
        this.settlement = new Settlement(shared, batcher, gates, backoff, retries, replacement, backlog);
        this.shedding = new Shedding(shared, busy, gates, settlement);
    }

    void add(Entry entry, long sinceNanos, long nowNanos) {
        hold(entry.stream);
        batcher.add(entry, sinceNanos, nowNanos);
    }

    /** Closes what is due, makes room, sends what may go. */
    void move(long nowNanos) {
        for (Stream stream : busy) {
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
        for (Stream stream : busy) {
            oldest = Math.min(oldest, Math.min(stream.oldestEpochNanos(), backlog.oldestEpochNanos(stream)));
        }
        return oldest;
    }

    /** For anybody, as of the last {@link #move}. */
    Standing standing() {
        return standing;
    }

    private void hold(Stream stream) {
        stream.busy = true;
        busy.add(stream);
    }

    private boolean letGo(Stream stream) {
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
        for (Stream stream : busy) {
            wait = Math.min(wait, batcher.waitNanos(stream, nowNanos, spilling.takesAtOnce(stream)));
        }
        return wait;
    }

    /** The answer to a batch in flight; one that was given up meanwhile is over. */
    void answered(Batch batch, Response response, long nowNanos) {
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
        return busy.stream().allMatch(Stream::isSafe);
    }

    /** Whether something that waits has been turned back already. */
    boolean isFailing() {
        for (Stream stream : busy) {
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
        for (Stream stream : busy) {
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
            Stream own = streams.adopt(batches.get(i).stream);
            Batch batch = batches.get(i).in(own);
            budget.take(batch.cost());
            own.follow(batch.payload, time.nanos());
            own.waiting.addFirst(batch);
            hold(own);
        }
    }

    /** Nothing more will be sent: what is left goes to disk, or is counted as dropped. */
    void end() {
        long before = counters.dropped(DropReason.SHUTDOWN);
        for (Stream stream : busy) {
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

    private void endOpen(Stream stream) {
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
                            + Faults.text(settings.shutdownTimeout()));
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
        Stream known = answering;
        boolean isWell = known != null && !gates.isFailing(known) && budget.usedBytes() < budget.maxBytes() / 2;
        String line = counters.losses().check(isWell, time);
        if (known != null && line != null) {
            long epochNanos = TimeUnit.MILLISECONDS.toNanos(time.epochMillis());
            byte[] bytes = EntryCodec.of(Protobuf.utf8(line), epochNanos);
            Entry entry = new Entry(streams.base(known), bytes, epochNanos, false);
            counters.append();
            counters.enqueue();
            budget.take(entry.cost());
            add(entry, nowNanos, nowNanos);
        }
    }
}
