package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.http.LokiResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A fault that {@link EmbeddedLoki} applies to a push. Immutable, thread-safe.
 *
 * <pre>{@code
 * loki.misbehave(emptyRing(), delay(ofSeconds(2)), hang());      // the next three pushes
 * loki.always(status(500).when(push -> push.lines().contains("poison")));
 * loki.behave();
 * }</pre>
 *
 * <p>The push is not stored unless the method says so. {@link TcpRelay} offers connection resets and truncated
 * responses. {@link #catalogue()} has one fault of each kind, for a test that runs them all.
 */
public final class Misbehaviour {

    /** Handles one push. */
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

    /** Responds with this status and an empty body. */
    public static Misbehaviour status(int status) {
        return status(status, "");
    }

    /** Responds with this status and text. */
    public static Misbehaviour status(int status, String body) {
        return status(status, body, Map.of());
    }

    /** Responds with this status, text and headers, such as {@code Map.of("Retry-After", "7")}. */
    public static Misbehaviour status(int status, String body, Map<String, String> headers) {
        LokiResponse answer = new LokiResponse(status, LokiResponse.PLAIN_TEXT, body, headers);
        return of("status " + status, push -> push.answer(answer));
    }

    /** Responds with 500, like a Loki whose ingesters have not joined yet, in the first seconds after a start. */
    public static Misbehaviour emptyRing() {
        return loki("empty ring", 500, "empty ring");
    }

    /** Responds with 500, like a cluster that has lost too many ingesters. */
    public static Misbehaviour tooFewReplicas() {
        return loki("too few replicas", 500, "at least 2 live replicas required, could only find 1");
    }

    /** Responds with 500, like an ingester that is about to stop, or whose disk is nearly full. */
    public static Misbehaviour ingesterStopping() {
        return loki("ingester stopping", 500, "rpc error: code = Unknown desc = Ingester is shutting down");
    }

    /** Stores the push and then responds with 500, like an ingester that was too slow for its distributor. */
    public static Misbehaviour ingesterTooSlow() {
        return of("ingester too slow", push -> {
            push.store();
            push.answer(LokiResponse.error(500, "rpc error: code = DeadlineExceeded desc = context deadline exceeded"));
        });
    }

    /** Responds with 503, like a Loki that has reached {@code max_inflight_bytes}. */
    public static Misbehaviour overloaded() {
        return loki("overloaded", 503, "The server cannot accept more requests at this time.");
    }

    /** Responds with 503, like a Loki whose circuit breaker is open. */
    public static Misbehaviour circuitBreakerOpen() {
        return loki("circuit breaker open", 503, "circuit breaker open, request denied");
    }

    /** Responds with 502 and an HTML page, like a gateway that cannot reach its Loki. */
    public static Misbehaviour badGateway() {
        return page(502, "502 Bad Gateway");
    }

    /** Responds with 400 and an HTML page, like a gateway that wants a client certificate. */
    public static Misbehaviour certificateMissing() {
        return page(400, "400 No required SSL certificate was sent");
    }

    /** Responds with 400 and an HTML page, like a gateway that is spoken to in plain HTTP on its TLS port. */
    public static Misbehaviour plainHttpToTlsPort() {
        return page(400, "400 The plain HTTP request was sent to HTTPS port");
    }

    /** Responds with 200 and an HTML page, like a proxy before which nobody has signed in. */
    public static Misbehaviour signInPage() {
        return page(200, "Sign in");
    }

    /** Responds with 200 and the beginning of an HTML page, then breaks the connection. */
    public static Misbehaviour brokenSignInPage() {
        return of("page Sign in that breaks off", push -> push.answerPart(200, "text/html", "<html>"));
    }

    /** Responds with this status and an HTML page, like a gateway that answers in Loki's place. */
    public static Misbehaviour page(int status) {
        return page(status, "Status " + status);
    }

    private static Misbehaviour page(int status, String title) {
        String html = "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>";
        LokiResponse page = new LokiResponse(status, "text/html", html, Map.of());
        return of("page " + title, push -> push.answer(page));
    }

    /** Never responds to a push whose compressed body is larger, like a link that cannot carry so much in time. */
    public static Misbehaviour tooSlowAbove(int bytes) {
        return of("too slow above " + bytes + " bytes", push -> {
            if (push.request().body().length > bytes) {
                push.hold();
            } else {
                push.answer(push.store());
            }
        });
    }

    private static Misbehaviour loki(String name, int status, String body) {
        return of(name, push -> push.answer(LokiResponse.error(status, body)));
    }

    /** Waits in real time, then handles the push normally. */
    public static Misbehaviour delay(Duration delay) {
        return of("delay of " + delay, push -> {
            push.hold(delay);
            push.answer(push.store());
        });
    }

    /** Never responds; {@link EmbeddedLoki#behave()} and {@link EmbeddedLoki#close()} break the connection. */
    public static Misbehaviour hang() {
        return of("hang", PushExchange::hold);
    }

    /** Stores the push and never responds, so that the client has to assume a failure. */
    public static Misbehaviour storeThenHang() {
        return of("store, then hang", push -> {
            push.store();
            push.hold();
        });
    }

    /** Stores the push and responds with this status, so that the client has to assume a failure. */
    public static Misbehaviour storeThenStatus(int status) {
        return of("store, then status " + status, push -> {
            push.store();
            push.answer(new LokiResponse(status, LokiResponse.PLAIN_TEXT, "", Map.of()));
        });
    }

    /** Responds with this status and this many bytes of text; a client should read a few and close the connection. */
    public static Misbehaviour hugeBody(int status, long bytes) {
        return of("status " + status + " and " + bytes + " bytes", push -> push.answerHuge(status, bytes));
    }

    /** Responds with 260, a success that stores nothing, like a Loki whose ingestion is blocked for the next hour. */
    public static Misbehaviour blocked260() {
        return of("ingestion blocked", push -> {
            Instant until = push.request().receivedAt().plus(Duration.ofHours(1));
            push.answer(push.store(limits -> limits.blockedUntil(until)));
        });
    }

    /** Refuses entries with structured metadata with 400 and stores the others, like Loki 2.9. */
    public static Misbehaviour metadataDisallowed() {
        return of("metadata disallowed", push -> push.answer(push.store(limits -> limits.structuredMetadata(false))));
    }

    /**
     * Restricts this fault to certain pushes. In {@link EmbeddedLoki#misbehave} it waits for the first push that
     * matches; in {@link EmbeddedLoki#always} it applies to each push that matches.
     */
    public Misbehaviour when(Predicate<ReceivedPush> fits) {
        return new Misbehaviour(name + ", sometimes", victims.and(fits), action);
    }

    /**
     * Returns one fault of each kind, for a parameterized test:
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
                certificateMissing(),
                plainHttpToTlsPort(),
                signInPage(),
                brokenSignInPage(),
                page(402),
                page(421),
                tooSlowAbove(200),
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

    /** Returns a description of the fault for test messages. */
    @Override
    public String toString() {
        return name;
    }
}
