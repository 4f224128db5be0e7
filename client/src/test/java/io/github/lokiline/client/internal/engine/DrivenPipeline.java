package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.FsyncPolicy;
import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.client.RecordingListener;
import io.github.lokiline.client.internal.batch.QueuedEntry;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.config.ClientConfig;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.http.PushSender;
import io.github.lokiline.client.internal.producer.LiveStreams;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.spool.SpoolStoreConfig;
import io.github.lokiline.client.internal.stats.LedgerCounters;
import io.github.lokiline.client.internal.wire.EntryCodec;
import io.github.lokiline.client.internal.wire.Protobuf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A pipeline without a thread: a test advances its clock and responds for Loki. */
public final class DrivenPipeline implements PushSender {

    /** The {@code requestTimeout} and the margin after which a push is taken back. */
    private static final Duration OVERDUE = Duration.ofSeconds(15);

    public final ManualClock time = new ManualClock();
    public final PipelineContext context;
    public final LedgerCounters counters;
    final RecordingListener listener = new RecordingListener();
    public final DeliveryPipeline pipeline;
    final StreamRegistry streams;
    public final MemoryBudget budget;
    private final Deque<Unanswered> unanswered = new ArrayDeque<>();
    private int pushes;
    private int closed;

    /** A push that the pipeline has made. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record SentPush(String tenant, byte[] body) {}

    private record Unanswered(SentPush push, Consumer<PushResponse> done, long departedNanos) {}

    public DrivenPipeline(boolean strictOrder) {
        this(strictOrder, 32 << 20, OverflowPolicy.DROP_NEWEST, null);
    }

    /** Creates a pipeline with a spool, of which a quarter of {@code queueBytes} fits into memory. */
    public static DrivenPipeline spooling(Path directory, long queueBytes) {
        return spooling(directory, queueBytes, OverflowPolicy.DROP_NEWEST);
    }

    public static DrivenPipeline spooling(Path directory, long queueBytes, OverflowPolicy overflow) {
        return spooling(directory, queueBytes, overflow, false);
    }

    static DrivenPipeline spooling(Path directory, long queueBytes, OverflowPolicy overflow, boolean strictOrder) {
        return spooling(directory, queueBytes, overflow, strictOrder, 1L << 30);
    }

    static DrivenPipeline spooling(
            Path directory, long queueBytes, OverflowPolicy overflow, boolean strictOrder, long spoolBytes) {
        SpoolStoreConfig spool =
                new SpoolStoreConfig(directory, "0123456789abcdef", spoolBytes, Duration.ofDays(7), FsyncPolicy.NONE);
        DrivenPipeline driven = new DrivenPipeline(strictOrder, queueBytes, overflow, spool);
        driven.pipeline.openFiles();
        return driven;
    }

    private DrivenPipeline(
            boolean strictOrder, long queueBytes, OverflowPolicy overflow, @Nullable SpoolStoreConfig spool) {
        ClientConfig config = new ClientConfig(
                "http://loki",
                "",
                "test",
                50,
                1 << 20,
                Duration.ofSeconds(1),
                queueBytes,
                overflow,
                Duration.ofMillis(1),
                Duration.ofDays(7),
                Duration.ofSeconds(10),
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                false,
                strictOrder,
                spool);
        context =
                new PipelineContext(new PipelineSettings(config, "test", reporter -> this, listener, null, null), time);
        counters = context.counters();
        streams = context.streams();
        budget = context.budget();
        // A response waits for the next move.
        pipeline = new DeliveryPipeline(context, () -> {});
    }

    /** Adds one entry that is due at once. */
    StreamState add(Map<String, String> labels, String line) {
        return add("", labels, line, true);
    }

    public StreamState add(String tenant, Map<String, String> labels, String line, boolean urgent) {
        StreamState stream = LiveStreams.open(streams, tenant, labels);
        long epochNanos = time.epochMillis() * 1_000_000;
        QueuedEntry entry = new QueuedEntry(stream, EntryCodec.of(Protobuf.utf8(line), epochNanos), epochNanos, urgent);
        counters.append();
        counters.enqueue();
        budget.reserve(entry.cost());
        pipeline.add(entry, time.nanos(), time.nanos());
        return stream;
    }

    public void move() {
        pipeline.runOnce(time.nanos());
    }

    /** Advances the clock until the pipeline has something to do, and returns by how much; never past a lost response. */
    public Duration moveOn() {
        long wait = pipeline.waitNanos(time.nanos());
        long overdueNanos = OVERDUE.toNanos();
        boolean isForResponse =
                unanswered.stream().anyMatch(push -> push.departedNanos() + overdueNanos - time.nanos() == wait);
        return moveOn(isForResponse ? Duration.ZERO : Duration.ofNanos(Long.MAX_VALUE));
    }

    /** Advances the clock until a push whose response is lost is taken back. */
    Duration moveToOverdue() {
        return moveOn(Duration.ofNanos(Long.MAX_VALUE));
    }

    /** Advances the clock until the pipeline has something to do, by this much at most. */
    public Duration moveOn(Duration atMost) {
        Duration wait = Duration.ofNanos(Math.min(atMost.toNanos(), pipeline.waitNanos(time.nanos())));
        time.advance(wait);
        move();
        return wait;
    }

    /** Responds to the oldest push. */
    public void answer(int status, String body, Duration retryAfter) {
        unanswered.removeFirst().done().accept(new PushResponse(status, body, retryAfter.toNanos()));
        move();
    }

    /** Responds to the newest push. */
    void answerNewest(int status) {
        unanswered.removeLast().done().accept(new PushResponse(status, "", 0));
        move();
    }

    /** Responds to the oldest push depending on its content. */
    public void answer(Function<SentPush, PushResponse> answers) {
        Unanswered oldest = unanswered.removeFirst();
        oldest.done().accept(answers.apply(oldest.push()));
        move();
    }

    public void answer(int status, String body) {
        answer(status, body, Duration.ZERO);
    }

    /** Returns the time at which the oldest push without a response was sent. */
    public long departedNanos() {
        return unanswered.getFirst().departedNanos();
    }

    public int pushes() {
        return pushes;
    }

    public int inFlight() {
        return unanswered.size();
    }

    @Override
    public void push(String tenant, byte[] body, Consumer<PushResponse> done) {
        pushes++;
        unanswered.addLast(new Unanswered(new SentPush(tenant, body), done, time.nanos()));
    }

    /** Returns how many senders the pipeline has closed. */
    int closed() {
        return closed;
    }

    @Override
    public void close() {
        closed++;
    }
}
