package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.http.LokiResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Something {@link EmbeddedLoki} does to a push instead of behaving. Immutable, thread-safe.
 *
 * <pre>{@code
 * loki.misbehave(emptyRing(), delay(ofSeconds(2)), hang());      // the next three pushes
 * loki.always(status(500).when(push -> push.lines().contains("poison")));
 * loki.behave();
 * }</pre>
 *
 * <p>Nothing of a push is stored unless the method says so. Resets and half answers are {@link TcpRelay}'s. {@link
 * #catalogue()} has one of each kind, for a test that runs them all.
 */
public final class Misbehaviour {

    /** What is done to one push. */
    @FunctionalInterface
    interface Action {
        void misbehave(PushExchange push) throws IOException, InterruptedException;
    }

    private final String name;
    private final Predicate<ReceivedPush> victims;
    private final Action action;

    private Misbehaviour(String name, Predicate<ReceivedPush> victims, Action action) {
        this.name = name;
        this.victims = victims;
        this.action = action;
    }

    private static Misbehaviour of(String name, Action action) {
        return new Misbehaviour(name, push -> true, action);
    }

    /** Answers this status with an empty body. */
    public static Misbehaviour status(int status) {
        return status(status, "");
    }

    /** Answers this status and this text. */
    public static Misbehaviour status(int status, String body) {
        return status(status, body, Map.of());
    }

    /** Answers this status, text and headers, such as {@code Map.of("Retry-After", "7")}. */
    public static Misbehaviour status(int status, String body, Map<String, String> headers) {
        LokiResponse answer = new LokiResponse(status, LokiResponse.PLAIN_TEXT, body, headers);
        return of("status " + status, push -> push.answer(answer));
    }

    /** A Loki whose ingesters have not joined yet, as in the first seconds after a start: 500. */
    public static Misbehaviour emptyRing() {
        return loki("empty ring", 500, "empty ring");
    }

    /** A cluster that has lost too many of its ingesters: 500. */
    public static Misbehaviour tooFewReplicas() {
        return loki("too few replicas", 500, "at least 2 live replicas required, could only find 1");
    }

    /** An ingester that is about to stop, or whose disk is nearly full: 500. */
    public static Misbehaviour ingesterStopping() {
        return loki("ingester stopping", 500, "rpc error: code = Unknown desc = Ingester is shutting down");
    }

    /** An ingester that was too slow for its distributor: the push is stored, and then the answer is 500. */
    public static Misbehaviour ingesterTooSlow() {
        return of("ingester too slow", push -> {
            push.store();
            push.answer(LokiResponse.error(500, "rpc error: code = DeadlineExceeded desc = context deadline exceeded"));
        });
    }

    /** A Loki with {@code max_inflight_bytes} that has no room: 503. */
    public static Misbehaviour overloaded() {
        return loki("overloaded", 503, "The server cannot accept more requests at this time.");
    }

    /** A Loki whose circuit breaker is open: 503. */
    public static Misbehaviour circuitBreakerOpen() {
        return loki("circuit breaker open", 503, "circuit breaker open, request denied");
    }

    /** A gateway that has lost its Loki: 502 and a page of HTML. */
    public static Misbehaviour badGateway() {
        String html = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";
        LokiResponse page = new LokiResponse(502, "text/html", html, Map.of());
        return of("bad gateway", push -> push.answer(page));
    }

    private static Misbehaviour loki(String name, int status, String body) {
        return of(name, push -> push.answer(LokiResponse.error(status, body)));
    }

    /** Waits, in real time, then behaves: the push is stored after the delay. */
    public static Misbehaviour delay(Duration delay) {
        return of("delay of " + delay, push -> {
            push.hold(delay);
            push.answer(push.store());
        });
    }

    /** Never answers; {@link EmbeddedLoki#behave()} and {@link EmbeddedLoki#close()} break the connection. */
    public static Misbehaviour hang() {
        return of("hang", PushExchange::hold);
    }

    /** Stores the push, then never answers, so that the client must think it failed. */
    public static Misbehaviour storeThenHang() {
        return of("store, then hang", push -> {
            push.store();
            push.hold();
        });
    }

    /** Stores the push, then answers this status, so that the client must think it failed. */
    public static Misbehaviour storeThenStatus(int status) {
        return of("store, then status " + status, push -> {
            push.store();
            push.answer(new LokiResponse(status, LokiResponse.PLAIN_TEXT, "", Map.of()));
        });
    }

    /** Answers this status and so many bytes of text; a client should read a few and hang up. */
    public static Misbehaviour hugeBody(int status, long bytes) {
        return of("status " + status + " and " + bytes + " bytes", push -> push.answerHuge(status, bytes));
    }

    /** Behaves as a Loki whose operator blocks ingestion for the next hour: 260, a success that stores nothing. */
    public static Misbehaviour blocked260() {
        return of("ingestion blocked", push -> {
            Instant until = push.request().receivedAt().plus(Duration.ofHours(1));
            push.answer(push.store(limits -> limits.blockedUntil(until)));
        });
    }

    /** Behaves as Loki 2.9: entries with structured metadata are refused with 400, the others stored. */
    public static Misbehaviour metadataDisallowed() {
        return of("metadata disallowed", push -> push.answer(push.store(limits -> limits.structuredMetadata(false))));
    }

    /**
     * The same, for certain pushes only. In {@link EmbeddedLoki#misbehave} it waits for the first push that fits; in {@link
     * EmbeddedLoki#always} it meets each that fits.
     */
    public Misbehaviour when(Predicate<ReceivedPush> fits) {
        return new Misbehaviour(name + ", sometimes", victims.and(fits), action);
    }

    /**
     * One of each kind, each for every push: what a client has to live through. For a test with parameters:
     *
     * <pre>{@code
     * @ParameterizedTest
     * @MethodSource("io.github.lokiline.testkit.Misbehaviour#catalogue")
     * void losesNothing(Misbehaviour fault) {
     *     loki.always(fault);
     *     …
     *     loki.behave();
     * }
     * }</pre>
     */
    public static List<Misbehaviour> catalogue() {
        return List.of(
                status(500),
                emptyRing(),
                tooFewReplicas(),
                ingesterStopping(),
                ingesterTooSlow(),
                overloaded(),
                circuitBreakerOpen(),
                badGateway(),
                delay(Duration.ofMillis(50)),
                hang(),
                storeThenHang(),
                storeThenStatus(500),
                hugeBody(502, 10_000_000),
                blocked260(),
                metadataDisallowed());
    }

    boolean fits(ReceivedPush push) {
        return victims.test(push);
    }

    Action action() {
        return action;
    }

    /** What it does, for the messages of a test. */
    @Override
    public String toString() {
        return name;
    }
}
