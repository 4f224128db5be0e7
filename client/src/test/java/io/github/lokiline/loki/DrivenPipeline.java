package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.http.Push;
import io.github.lokiline.loki.internal.http.Response;
import io.github.lokiline.loki.internal.http.Sender;
import io.github.lokiline.loki.internal.spool.Fsync;
import io.github.lokiline.loki.internal.spool.SpoolSettings;
import io.github.lokiline.loki.internal.wire.EntryCodec;
import io.github.lokiline.loki.internal.wire.Protobuf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A pipeline without a worker, whose clock and whose Loki are moved by hand. */
final class DrivenPipeline implements Sender {

    final ManualTime time = new ManualTime();
    final Counters counters = new Counters();
    final RecordingListener listener = new RecordingListener();
    final Pipeline pipeline;
    final StreamTable streams;
    final ByteBudget budget;
    private final Deque<Unanswered> unanswered = new ArrayDeque<>();
    private int pushes;

    private record Unanswered(Push push, Consumer<Response> done, long departedNanos) {}

    DrivenPipeline(boolean strictOrder) {
        this(strictOrder, 32 << 20, Overflow.DROP_NEWEST, null);
    }

    /** With a spool, and room in memory for a quarter of {@code queueBytes} of it. */
    static DrivenPipeline spooling(Path directory, long queueBytes) {
        return spooling(directory, queueBytes, Overflow.DROP_NEWEST);
    }

    static DrivenPipeline spooling(Path directory, long queueBytes, Overflow overflow) {
        SpoolSettings spool =
                new SpoolSettings(directory, "0123456789abcdef", 1L << 30, Duration.ofDays(7), Fsync.NONE);
        DrivenPipeline driven = new DrivenPipeline(false, queueBytes, overflow, spool);
        driven.pipeline.openBacklog();
        return driven;
    }

    private DrivenPipeline(boolean strictOrder, long queueBytes, Overflow overflow, @Nullable SpoolSettings spool) {
        Settings settings = new Settings(
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
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                false,
                strictOrder,
                spool);
        Notices notices = new Notices(listener, time);
        streams = new StreamTable(50, time, counters, notices);
        budget = new ByteBudget(queueBytes);
        Shared shared = new Shared(
                settings, time, counters, budget, notices, new DeadLetters(listener, null, notices), streams);
        pipeline = new Pipeline(
                shared, () -> this, (batch, response) -> pipeline().answered(batch, response, time.nanos()));
    }

    private Pipeline pipeline() {
        return pipeline;
    }

    /** One entry, due at once. */
    Stream add(Map<String, String> labels, String line) {
        return add("", labels, line, true);
    }

    Stream add(String tenant, Map<String, String> labels, String line, boolean urgent) {
        Stream stream = streams.adopt(new Stream(new Tenant(tenant), labels));
        long epochNanos = time.epochMillis() * 1_000_000;
        Entry entry = new Entry(stream, EntryCodec.of(Protobuf.utf8(line), epochNanos), epochNanos, urgent);
        counters.append();
        counters.enqueue();
        budget.take(entry.cost());
        pipeline.add(entry, time.nanos(), time.nanos());
        return stream;
    }

    void move() {
        pipeline.move(time.nanos());
    }

    /** Lets time pass until the pipeline has something to do, and says how much that was. */
    Duration moveOn() {
        return moveOn(Duration.ofNanos(Long.MAX_VALUE));
    }

    /** The same, but no longer than this. */
    Duration moveOn(Duration atMost) {
        Duration wait = Duration.ofNanos(Math.min(atMost.toNanos(), pipeline.waitNanos(time.nanos())));
        time.advance(wait);
        move();
        return wait;
    }

    /** Loki answers the oldest push. */
    void answer(int status, String body, Duration retryAfter) {
        unanswered.removeFirst().done().accept(new Response(status, body, retryAfter.toNanos()));
        move();
    }

    /** Loki answers the oldest push as it likes. */
    void answer(Function<Push, Response> answers) {
        Unanswered oldest = unanswered.removeFirst();
        oldest.done().accept(answers.apply(oldest.push()));
        move();
    }

    void answer(int status, String body) {
        answer(status, body, Duration.ZERO);
    }

    /** When the oldest push left that has no answer. */
    long departedNanos() {
        return unanswered.getFirst().departedNanos();
    }

    int pushes() {
        return pushes;
    }

    int inFlight() {
        return unanswered.size();
    }

    @Override
    public void push(Push push, Consumer<Response> done) {
        pushes++;
        unanswered.addLast(new Unanswered(push, done, time.nanos()));
    }

    @Override
    public void close() {}
}
