package io.github.lokiline.client.internal.batch;

import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.push.CircuitBreaker;
import io.github.lokiline.client.internal.push.StreamRateMonitor;
import io.github.lokiline.client.internal.wire.LabelSetText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One label set of one tenant. The label text never changes; everything below it belongs to the worker.
 *
 * <p>Batches of a stream go out one after the other, never two at a time: Loki refuses what arrives an hour behind the
 * stream's newest entry, and tells of a lost stream only in the answer to its own push.
 */
public final class StreamState {

    /** Stands where no stream is needed: in the empty head of a queue. */
    public static final StreamState NONE = new StreamState(new TenantState(""), Map.of());

    /** An entry at most this far behind the stream's last is moved behind it; one further back keeps its time. */
    private static final long REORDER_NANOS = 10_000_000_000L;

    public final TenantState tenant;
    public final Map<String, String> labels;
    /** The labels as Loki reads them, sorted by name; equal text means the same stream. */
    public final String text;

    final byte[] labelBytes;

    /** When an entry was last added, by the worker's clock; read by {@link StreamRegistry} to find idle streams. */
    public volatile long lastActiveNanos;

    long lastEpochNanos = Long.MIN_VALUE;
    public final BatchBuffer open = new BatchBuffer();
    /** Not before this the open batch's first entry can have been appended. */
    long openSinceNanos;
    /** The open batch holds an error: it goes out at once. */
    boolean urgent;

    public final Deque<Batch> waiting = new ArrayDeque<>();
    /** Read back from disk, in order. */
    public final Deque<Batch> backlog = new ArrayDeque<>();

    public @Nullable Batch inFlight;
    /** The number of this stream's last push: while Loki fails, the streams take turns as the probe. */
    public long lastPush;

    public final CircuitBreaker gate = new CircuitBreaker();

    public StreamState(TenantState tenant, Map<String, String> labels) {
        this.tenant = tenant;
        this.labels = labels;
        this.text = text(labels);
        this.labelBytes = LabelSetText.bytes(text);
    }

    public static String text(Map<String, String> labels) {
        StringBuilder text = new StringBuilder("{");
        new TreeMap<>(labels).forEach((name, value) -> LabelSetText.append(text, name, value));
        return text.append('}').toString();
    }

    /**
     * The time an entry is sent with: its own, unless that is not after the stream's last and within ten seconds of it;
     * then the last plus one nanosecond. Loki drops an entry whose time, line and metadata equal another's, and shows
     * entries of one time in any order; so equal lines survive and a thread's order holds.
     *
     * @param latestNanos a time after this is a mistake that Loki refuses: it moves no later entry
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

    /** The worker has something of this stream: it must not be forgotten, however long Loki is away. */
    public volatile boolean busy;

    /** How often in a row Loki had no room for this stream. */
    public int streamLimitAnswers;

    /** Pushes refused whole since Loki last stored something of this stream. */
    public int refusalsInARow;

    public final StreamRateMonitor rate = new StreamRateMonitor();

    /** It gets entries that were given their times elsewhere: its own come behind them. */
    public void follow(EncodedBatch payload, long nowNanos) {
        lastActiveNanos = nowNanos;
        lastEpochNanos = Math.max(lastEpochNanos, payload.newestEpochNanos());
    }

    /** Of its batches in memory, but the open one; {@link Long#MAX_VALUE} for none. */
    public long oldestEpochNanos() {
        Batch flying = inFlight;
        Batch first = waiting.peekFirst();
        return Math.min(
                flying == null ? Long.MAX_VALUE : flying.payload.oldestEpochNanos(),
                first == null ? Long.MAX_VALUE : first.payload.oldestEpochNanos());
    }

    public boolean isIdle() {
        return open.isEmpty() && waiting.isEmpty() && backlog.isEmpty() && inFlight == null;
    }

    /** Whether nothing of it is in memory only. */
    public boolean isSafe() {
        return open.isEmpty()
                && (inFlight == null || inFlight.origin != null)
                && waiting.stream().allMatch(batch -> batch.origin != null);
    }
}
