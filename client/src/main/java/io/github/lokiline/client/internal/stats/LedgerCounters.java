package io.github.lokiline.client.internal.stats;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.Ledger;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The running counts behind the {@link Ledger}. Thread-safe: producers and the delivery thread add, any thread reads.
 *
 * <p>What is queued is counted where it is and not computed from the rest: otherwise the ledger would balance
 * ({@link Ledger#balances}) even where an entry was counted twice or never.
 */
public final class LedgerCounters {
    private final LongAdder appended = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder enqueued = new LongAdder();
    private final LongAdder settled = new LongAdder();
    private final LongAdder recovered = new LongAdder();
    private final LongAdder spooled = new LongAdder();
    private final LongAdder folded = new LongAdder();
    private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final PushStats pushes = new PushStats();
    private volatile Consumer<String> atNewRefusal = reason -> {};

    public LedgerCounters() {
        for (DropReason reason : DropReason.values()) {
            dropped.put(reason, new LongAdder());
        }
    }

    public void append() {
        appended.increment();
    }

    public long appended() {
        return appended.sum();
    }

    /** An entry went into the queue: from now on the pipeline accounts for it. */
    public void enqueue() {
        enqueued.increment();
    }

    /** Entries came back from disk. */
    public void unspool(long entries) {
        spooled.add(-entries);
        enqueued.add(entries);
    }

    /** Entries left the memory for the disk. */
    public void spool(long entries) {
        settled.add(entries);
        spooled.add(entries);
    }

    /** Entries on disk that an earlier process left there. */
    public void recover(long entries) {
        recovered.add(entries);
        spooled.add(entries);
    }

    /** Entries are gone from the disk without having come back. */
    public void lose(DropReason reason, long entries) {
        spooled.add(-entries);
        drop(reason, entries);
    }

    /** Entries left the pipeline; the caller counts where they went. */
    public void settle(long entries) {
        settled.add(entries);
    }

    public void deliver(long entries) {
        delivered.add(entries);
    }

    public void drop(DropReason reason, long entries) {
        of(reason).add(entries);
    }

    public void refuse(String reason, long entries) {
        boolean isNew = !refused.containsKey(reason);
        LongAdder count = refused.computeIfAbsent(reason, key -> new LongAdder());
        if (isNew) {
            atNewRefusal.accept(reason);
        }
        // Last: a refusal is counted only if nothing has failed.
        count.add(entries);
    }

    /** Tells {@code listener}, and nobody else any more, of each reason that Loki has not refused for before. */
    public void onNewRefusal(Consumer<String> listener) {
        atNewRefusal = listener;
    }

    /** Counts a label that exceeded the cardinality limit. */
    public void fold() {
        folded.increment();
    }

    public PushStats pushes() {
        return pushes;
    }

    long folded() {
        return folded.sum();
    }

    public long dropped(DropReason reason) {
        return of(reason).sum();
    }

    private LongAdder of(DropReason reason) {
        return Objects.requireNonNull(dropped.get(reason), "a counter for each reason");
    }

    public Ledger snapshot() {
        Map<String, Long> refusedNow = new TreeMap<>();
        refused.forEach((reason, count) -> refusedNow.put(reason, count.sum()));
        Map<String, Long> droppedNow = new TreeMap<>();
        for (DropReason reason : DropReason.values()) {
            if (dropped(reason) > 0) {
                droppedNow.put(reason.word(), dropped(reason));
            }
        }
        long out = settled.sum();
        return new Ledger(
                appended.sum(),
                recovered.sum(),
                delivered.sum(),
                refusedNow,
                droppedNow,
                Math.max(0, enqueued.sum() - out),
                Math.max(0, spooled.sum()));
    }
}
