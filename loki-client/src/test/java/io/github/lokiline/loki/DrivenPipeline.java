package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.http.Push;
import io.github.lokiline.loki.internal.http.Response;
import io.github.lokiline.loki.internal.http.Sender;
import io.github.lokiline.loki.internal.wire.EntryCodec;
import io.github.lokiline.loki.internal.wire.Protobuf;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;

/** A pipeline without a worker, whose clock and whose Loki are moved by hand. */
final class DrivenPipeline implements Sender {

    final ManualTime time = new ManualTime();
    final Counters counters = new Counters();
    final RecordingListener listener = new RecordingListener();
    final Pipeline pipeline;
    final StreamTable streams;
    private final Deque<Consumer<Response>> unanswered = new ArrayDeque<>();
    private int pushes;

    DrivenPipeline(boolean strictOrder) {
        Settings settings = new Settings(
                "http://loki",
                "",
                "test",
                50,
                1 << 20,
                Duration.ofSeconds(1),
                32 << 20,
                Overflow.DROP_NEWEST,
                Duration.ofMillis(1),
                Duration.ofDays(7),
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                false,
                strictOrder,
                null);
        Notices notices = new Notices(listener, time);
        streams = new StreamTable(50, time, counters, notices);
        Shared shared = new Shared(
                settings,
                time,
                counters,
                new ByteBudget(32 << 20),
                notices,
                new DeadLetters(listener, null, notices),
                streams);
        pipeline = new Pipeline(
                shared, () -> this, (batch, response) -> pipeline().answered(batch, response, time.nanos()));
    }

    private Pipeline pipeline() {
        return pipeline;
    }

    /** One entry, due at once. */
    Stream add(Map<String, String> labels, String line) {
        Stream stream = streams.adopt(new Stream(new Tenant(""), labels));
        long epochNanos = time.epochMillis() * 1_000_000;
        byte[] entry = EntryCodec.of(Protobuf.utf8(line), epochNanos);
        counters.append();
        counters.enqueue();
        pipeline.add(new Entry(stream, entry, epochNanos, true), time.nanos(), time.nanos());
        return stream;
    }

    void move() {
        pipeline.move(time.nanos());
    }

    /** Lets time pass until the pipeline has something to do, and says how much that was. */
    Duration moveOn() {
        Duration wait = Duration.ofNanos(pipeline.waitNanos(time.nanos()));
        time.advance(wait);
        move();
        return wait;
    }

    /** Loki answers the oldest push. */
    void answer(int status, String body, Duration retryAfter) {
        unanswered.removeFirst().accept(new Response(status, body, retryAfter.toNanos()));
        move();
    }

    void answer(int status, String body) {
        answer(status, body, Duration.ZERO);
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
        unanswered.addLast(done);
    }

    @Override
    public void close() {}
}
