package io.github.lokiline.client.internal.batch;

import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.push.CircuitBreaker;
import io.github.lokiline.client.internal.push.StreamRateMonitor;
import io.github.lokiline.client.internal.wire.LabelSetText;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One label set of one tenant, and the only owner of its batches: open, waiting, in flight, read back from disk. The
 * labels never change; everything else belongs to the delivery thread, unless a method says otherwise.
 *
 * <pre>
 * entry ─ append ─► open ─ close ─► waiting ─ depart ─► in flight ─ arrive ─► (completed)
 *                                    ▲   ▲                  │
 *              disk ─ load ─► loaded ┘   └──── requeue ─────┘
 * </pre>
 *
 * <p>Batches of a stream go out one after the other, never two at a time: Loki refuses entries that arrive an hour behind
 * the stream's newest one, and reports a lost stream only in the response to its own push.
 */
public final class StreamState {
    /** A placeholder where no stream is needed: in the empty head of a queue. */
    public static final StreamState NONE = new StreamState(new TenantState(""), Map.of());

    /** An entry at most this far behind the stream's last is moved behind it; one further back keeps its time. */
    private static final long REORDER_NANOS = 10_000_000_000L;

    private final TenantState tenant;
    private final Map<String, String> labels;
    private final String text;
    private final byte[] labelBytes;
    private final CircuitBreaker breaker = new CircuitBreaker();
    private final StreamRateMonitor rate = new StreamRateMonitor();
    private final BatchBuffer open = new BatchBuffer();
    private final BatchQueue waiting = new BatchQueue();
    private final BatchQueue loaded = new BatchQueue();
    private @Nullable Batch inFlight;

    private volatile long lastActiveNanos;
    private volatile boolean active;
    /** The next one in {@link ActiveStreams}, which alone changes it. */
    @Nullable
    StreamState nextActive;

    private long lastEpochNanos = Long.MIN_VALUE;
    /** The open batch's first entry cannot have been appended before this. */
    private long openSinceNanos;
    /** The open batch holds an error: it goes out at once. */
    private boolean urgent;

    private long lastPush;
    private int streamLimitResponses;
    /** Loki has it, as far as is known: it takes no place that another could have. Read under {@link StreamRegistry}'s lock too. */
    private volatile boolean stored;

    private int rejectionsInARow;

    public StreamState(TenantState tenant, Map<String, String> labels) {
        this.tenant = tenant;
        this.labels = labels;
        this.text = text(labels);
        this.labelBytes = LabelSetText.bytes(text);
    }

    /** Returns labels as Loki reads them, sorted by name; equal text means the same stream. */
    public static String text(Map<String, String> labels) {
        StringBuilder text = new StringBuilder("{");
        new TreeMap<>(labels).forEach((name, value) -> LabelSetText.append(text, name, value));
        return text.append('}').toString();
    }

    public TenantState tenant() {
        return tenant;
    }

    public Map<String, String> labels() {
        return labels;
    }

    public String text() {
        return text;
    }

    byte[] labelBytes() {
        return labelBytes;
    }

    public CircuitBreaker breaker() {
        return breaker;
    }

    public StreamRateMonitor rate() {
        return rate;
    }

    /** Any thread: returns when an entry was last added, by the pipeline's clock. {@link StreamRegistry} removes idle streams. */
    public long lastActiveNanos() {
        return lastActiveNanos;
    }

    /** Any thread: notes that an entry was added. */
    public void touch(long nowNanos) {
        lastActiveNanos = nowNanos;
    }

    /** Any thread: returns whether the delivery thread has something of this stream, so that it must not be removed. */
    public boolean isActive() {
        return active;
    }

    void activate(boolean isActive) {
        active = isActive;
    }

    // The open batch

    /** Adds an entry to the open batch. */
    void append(QueuedEntry entry, long sinceNanos, long nowNanos) {
        if (open.isEmpty()) {
            openSinceNanos = sinceNanos;
        }
        touch(nowNanos);
        urgent |= entry.urgent;
        open.add(entry);
    }

    BatchBuffer open() {
        return open;
    }

    /** Returns nanoseconds until the open batch is due; 0 or less if it is. */
    long dueNanos(long nowNanos, long maxWaitNanos) {
        return urgent ? 0 : maxWaitNanos - (nowNanos - openSinceNanos);
    }

    /** Returns whether a batch that is closed now can leave next. */
    boolean isClear() {
        return waiting.isEmpty() && inFlight == null;
    }

    /** Lets {@code batch}, which holds the entries of the open one, wait for its push. */
    void close(Batch batch) {
        waiting.addLast(batch);
        clearOpen();
    }

    /** Discards the open entries and returns how many there were. */
    public int clearOpen() {
        int entries = open.entries();
        urgent = false;
        open.clear();
        return entries;
    }

    public long openCost() {
        return open.cost();
    }

    // Waiting and in flight

    public Collection<Batch> waiting() {
        return Collections.unmodifiableCollection(waiting);
    }

    public @Nullable Batch firstWaiting() {
        return waiting.first();
    }

    public @Nullable Batch inFlight() {
        return inFlight;
    }

    /** Returns whether a batch waits for its push or is in flight. */
    public boolean isSending() {
        return !isClear();
    }

    /** Puts a batch before all that wait. */
    void requeue(Batch batch) {
        waiting.addFirst(batch);
    }

    /** Removes a waiting batch that is lost. */
    public void remove(Batch batch) {
        waiting.unlink(batch);
    }

    /** Removes the waiting batches that {@code moved} has moved elsewhere. */
    public void removeWaitingIf(Predicate<Batch> moved) {
        removeIf(waiting, moved);
    }

    /** Removes all batches, also the one in flight, that {@code moved} has moved elsewhere. */
    public void removeIf(Predicate<Batch> moved) {
        Batch flying = inFlight;
        if (flying != null && moved.test(flying)) {
            inFlight = null;
        }
        removeIf(waiting, moved);
        removeIf(loaded, moved);
    }

    private static void removeIf(BatchQueue batches, Predicate<Batch> moved) {
        // One at a time: when moving one fails, those moved before are removed all the same.
        for (Batch batch : batches) {
            if (moved.test(batch)) {
                batches.unlink(batch);
            }
        }
    }

    /**
     * Moves the first waiting batch into flight.
     *
     * @param push the number of its push: while Loki fails, the streams take turns as the probe
     */
    public Batch depart(long push, long nowNanos) {
        Batch batch = Objects.requireNonNull(waiting.pollFirst(), "a waiting batch");
        batch.depart(nowNanos);
        inFlight = batch;
        lastPush = push;
        return batch;
    }

    public long lastPush() {
        return lastPush;
    }

    /** Ends the flight of {@code batch}; false if it is not in flight (any more). */
    public boolean arrive(Batch batch) {
        if (inFlight != batch) {
            return false;
        }
        inFlight = null;
        return true;
    }

    // Read back from disk

    /** Adds a batch that was read from disk, behind those read before. */
    public void load(Batch batch, long nowNanos) {
        loaded.addLast(batch);
        touch(nowNanos);
        // The entries have their times already: later entries come behind them.
        lastEpochNanos = Math.max(lastEpochNanos, batch.content().newestEpochNanos());
    }

    public Collection<Batch> loaded() {
        return Collections.unmodifiableCollection(loaded);
    }

    public @Nullable Batch firstLoaded() {
        return loaded.first();
    }

    public @Nullable Batch lastLoaded() {
        return loaded.last();
    }

    /** Removes the batch that was read last, which goes back to the disk. */
    public void unloadLast() {
        loaded.unlink(Objects.requireNonNull(loaded.last(), "a batch read from disk"));
    }

    /** Replaces the first {@code count} batches read from disk by {@code next}, which waits before all others. */
    public void advance(int count, Batch next) {
        for (int i = 0; i < count; i++) {
            loaded.pollFirst();
        }
        waiting.addFirst(next);
    }

    // All together

    /** Removes and returns the next batch: in flight, waiting, read from disk; null for none. */
    public @Nullable Batch removeNext() {
        Batch next = inFlight;
        inFlight = null;
        if (next == null) {
            next = waiting.pollFirst();
        }
        return next == null ? loaded.pollFirst() : next;
    }

    public boolean isIdle() {
        return open.isEmpty() && isClear() && loaded.isEmpty();
    }

    /** Returns whether all batches that wait or are in flight meet {@code predicate}. */
    public boolean allMatch(Predicate<Batch> predicate) {
        return (inFlight == null || predicate.test(inFlight))
                && waiting.stream().allMatch(predicate);
    }

    /** Returns the oldest time in its closed batches in memory; {@link Long#MAX_VALUE} for none. */
    public long oldestEpochNanos() {
        return Math.min(oldest(inFlight), oldest(waiting.first()));
    }

    private static long oldest(@Nullable Batch batch) {
        return batch == null ? Long.MAX_VALUE : batch.content().oldestEpochNanos();
    }

    /**
     * Returns the time an entry is sent with: its own, unless that is not after the stream's last and within ten seconds
     * of it; then the last plus one nanosecond. Loki drops an entry whose time, line and metadata equal another's, and
     * shows entries of one time in any order; so equal lines survive and a thread's order holds.
     *
     * @param latestNanos a time after this is an error that Loki refuses: it moves no later entry
     */
    long uniqueTime(long epochNanos, boolean strictOrder, long latestNanos) {
        long last = lastEpochNanos;
        long unique = epochNanos;
        if (epochNanos <= last && (strictOrder || last - epochNanos <= REORDER_NANOS)) {
            unique = last + 1;
        }
        if (unique <= latestNanos) {
            lastEpochNanos = Math.max(last, unique);
        }
        return unique;
    }

    // Responses

    /** Loki has stored something of this stream. */
    public void accepted() {
        rejectionsInARow = 0;
        streamLimitResponses = 0;
        stored = true;
    }

    /** Any thread: returns whether Loki has taken entries of this stream and has not refused it since. */
    public boolean isStored() {
        return stored;
    }

    /** Returns whether the last response refused it as one stream too many. */
    public boolean isOneTooMany() {
        return streamLimitResponses > 0;
    }

    /** Counts a push rejected whole since Loki last stored something, and returns how many there were. */
    public int countRejection() {
        return ++rejectionsInARow;
    }

    /** Counts a response that named the limit of streams, and returns how many there were in a row. */
    public int countStreamLimit() {
        stored = false;
        return ++streamLimitResponses;
    }
}
