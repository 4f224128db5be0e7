package io.github.lokiline.testkit;

import static io.github.lokiline.testkit.Misbehaviour.blocked260;
import static io.github.lokiline.testkit.Misbehaviour.delay;
import static io.github.lokiline.testkit.Misbehaviour.hang;
import static io.github.lokiline.testkit.Misbehaviour.hugeBody;
import static io.github.lokiline.testkit.Misbehaviour.metadataDisallowed;
import static io.github.lokiline.testkit.Misbehaviour.status;
import static io.github.lokiline.testkit.Misbehaviour.storeThenHang;
import static io.github.lokiline.testkit.Misbehaviour.storeThenStatus;
import static io.github.lokiline.testkit.Protobuf.entry;
import static io.github.lokiline.testkit.Protobuf.stream;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.internal.ingest.GoTimeFormat;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MisbehaviourTest {

    private final long now = GoTimeFormat.nanos(Instant.now());
    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final LokiCaller caller = new LokiCaller(loki.url());

    @AfterEach
    void close() {
        loki.close();
    }

    @Test
    void meetsOnePushEachInTheOrderGiven() {
        loki.misbehave(status(503), status(429, "slow down"));
        loki.misbehave(status(500));

        assertThat(push("a").statusCode()).isEqualTo(503);
        assertThat(push("b").body()).isEqualTo("slow down");
        assertThat(push("c").statusCode()).isEqualTo(500);
        assertThat(push("d").statusCode()).isEqualTo(204);
        assertThat(loki.lines()).containsExactly("d");
        assertThat(loki.requests()).extracting(ReceivedPush::status).containsExactly(503, 429, 500, 204);
    }

    static Stream<Arguments> lokisOwnTexts() {
        return Stream.of(
                Arguments.of(Misbehaviour.emptyRing(), 500, "empty ring\n"),
                Arguments.of(
                        Misbehaviour.tooFewReplicas(), 500, "at least 2 live replicas required, could only find 1\n"),
                Arguments.of(
                        Misbehaviour.ingesterStopping(),
                        500,
                        "rpc error: code = Unknown desc = Ingester is shutting down\n"),
                Arguments.of(Misbehaviour.overloaded(), 503, "The server cannot accept more requests at this time.\n"),
                Arguments.of(Misbehaviour.circuitBreakerOpen(), 503, "circuit breaker open, request denied\n"));
    }

    @ParameterizedTest
    @MethodSource("lokisOwnTexts")
    void saysWhatLokiSays(Misbehaviour misbehaviour, int status, String text) {
        loki.misbehave(misbehaviour);

        HttpResponse<String> answer = push("a");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(text);
        assertThat(loki.lines()).isEmpty();
    }

    @Test
    void storesWhatAnIngesterWasTooSlowFor() {
        loki.misbehave(Misbehaviour.ingesterTooSlow());

        assertThat(push("a").statusCode()).isEqualTo(500);
        assertThat(loki.lines()).containsExactly("a");
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of(Misbehaviour.badGateway(), 502, "502 Bad Gateway"),
                Arguments.of(Misbehaviour.certificateMissing(), 400, "400 No required SSL certificate was sent"),
                Arguments.of(
                        Misbehaviour.plainHttpToTlsPort(), 400, "400 The plain HTTP request was sent to HTTPS port"),
                Arguments.of(Misbehaviour.signInPage(), 200, "Sign in"),
                Arguments.of(Misbehaviour.page(421), 421, "Status 421"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void answersWithAPageWhereAGatewayStandsBetween(Misbehaviour misbehaviour, int status, String title) {
        loki.misbehave(misbehaviour);

        HttpResponse<String> answer = push("a");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(answer.body()).contains("<h1>" + title + "</h1>");
        assertThat(loki.lines()).isEmpty();
    }

    @Test
    void answersOnlyThePushesThatASlowLinkCanCarry() {
        loki.always(Misbehaviour.tooSlowAbove(1000));
        byte[] bytes = new byte[4000];
        new Random(1).nextBytes(bytes);
        String noise = Base64.getEncoder().encodeToString(bytes);

        CompletableFuture<HttpResponse<String>> large = CompletableFuture.supplyAsync(() -> push(noise));
        assertThat(loki.awaitRequests(1, ofSeconds(20))).isTrue();

        assertThat(push("small").statusCode()).isEqualTo(204);
        assertThat(large).isNotDone();
        assertThat(loki.lines()).containsExactly("small");
    }

    @Test
    void isNotReadyOnCommandAndTakesPushesAllTheSame() {
        loki.ready(false);
        assertThat(caller.get("/ready").statusCode()).isEqualTo(503);
        assertThat(caller.get("/ready").body()).startsWith("Ingester not ready");
        assertThat(push("a").statusCode()).isEqualTo(204);

        loki.ready(true);

        assertThat(caller.get("/ready").body()).isEqualTo("ready\n");
    }

    @Test
    void sendsHeaders() {
        loki.misbehave(status(503, "", Map.of("Retry-After", "7")));

        assertThat(push("a").headers().firstValue("retry-after")).contains("7");
    }

    @Test
    void lastsUntilToldToBehave() {
        loki.always(status(502));
        loki.misbehave(status(500));

        assertThat(push("a").statusCode()).isEqualTo(500);
        assertThat(push("b").statusCode()).isEqualTo(502);
        assertThat(push("c").statusCode()).isEqualTo(502);
        loki.behave();
        assertThat(push("d").statusCode()).isEqualTo(204);
    }

    @Test
    void meetsOnlyPushesThatFit() {
        loki.always(status(500).when(push -> push.lines().contains("poison")));

        assertThat(push("good").statusCode()).isEqualTo(204);
        assertThat(push("poison").statusCode()).isEqualTo(500);
        assertThat(push("poison").statusCode()).isEqualTo(500);
    }

    @Test
    void waitsInTheQueueForThePushThatFits() {
        loki.misbehave(status(500).when(push -> push.lines().contains("poison")), status(503));

        assertThat(push("good").statusCode()).isEqualTo(503);
        assertThat(push("good").statusCode()).isEqualTo(204);
        assertThat(push("poison").statusCode()).isEqualTo(500);
        assertThat(push("poison").statusCode()).isEqualTo(204);
    }

    @Test
    void storesAfterADelay() {
        loki.misbehave(delay(Duration.ofMillis(300)));
        long before = System.nanoTime();

        assertThat(push("late").statusCode()).isEqualTo(204);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(loki.lines()).containsExactly("late");
    }

    @Test
    void goesOnWithADelayedPushWhenToldToBehave() {
        loki.misbehave(delay(Duration.ofHours(1)));
        CompletableFuture<HttpResponse<String>> delayed = CompletableFuture.supplyAsync(() -> push("late"));
        assertThat(loki.awaitRequests(1, ofSeconds(20))).isTrue();
        assertThat(loki.entries()).isEmpty();

        loki.behave();

        assertThat(delayed.join().statusCode()).isEqualTo(204);
    }

    @Test
    void hangsUntilToldToBehave() {
        loki.misbehave(hang());
        CompletableFuture<HttpResponse<String>> hanging = CompletableFuture.supplyAsync(() -> push("never"));
        assertThat(loki.awaitRequests(1, ofSeconds(20))).isTrue();
        assertThat(loki.requests().get(0).status()).isZero();
        assertThat(hanging).isNotDone();

        loki.behave();

        assertThat(hanging)
                .failsWithin(ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(UncheckedIOException.class);
        assertThat(loki.entries()).isEmpty();
    }

    @Test
    void letsGoOfWhatHangsWhenItCloses() {
        loki.misbehave(hang());
        CompletableFuture<HttpResponse<String>> hanging = CompletableFuture.supplyAsync(() -> push("never"));
        assertThat(loki.awaitRequests(1, ofSeconds(20))).isTrue();

        loki.close();

        assertThat(hanging).failsWithin(ofSeconds(20));
    }

    @Test
    void storesAndDeniesIt() {
        loki.misbehave(storeThenStatus(500));

        assertThat(push("stored").statusCode()).isEqualTo(500);

        assertThat(loki.lines()).containsExactly("stored");
    }

    @Test
    void storesAndKeepsSilent() {
        loki.misbehave(storeThenHang());
        CompletableFuture<HttpResponse<String>> hanging = CompletableFuture.supplyAsync(() -> push("stored"));

        assertThat(loki.awaitEntries(1, ofSeconds(20))).isTrue();

        loki.behave();
        assertThat(hanging).failsWithin(ofSeconds(20));
    }

    @Test
    void answersWithAHugeBody() {
        loki.misbehave(hugeBody(502, 3_000_001));

        HttpResponse<String> answer = push("a");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).hasSize(3_000_001);
        assertThat(loki.requests().get(0).answer()).hasSize(100);
    }

    @Test
    void blocksIngestionWithASuccessThatStoresNothing() {
        loki.misbehave(blocked260());

        HttpResponse<String> answer = push("a");

        assertThat(answer.statusCode()).isEqualTo(260);
        assertThat(answer.body())
                .matches("ingestion blocked for user 'fake' until '[0-9TZ:-]{20}' with status code '260'\n");
        assertThat(loki.entries()).isEmpty();
    }

    @Test
    void refusesMetadataAsOldReleasesDo() {
        loki.always(metadataDisallowed());

        HttpResponse<String> answer =
                caller.pushProtobuf(stream("{app=\"a\"}", entry(now, "with", Map.of("k", "v")), entry(now, "without")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("stream '{app=\"a\", service_name=\"a\"}' includes structured metadata, but this feature is"
                        + " disallowed. Please see `limits_config.allow_structured_metadata` or contact your Loki"
                        + " administrator to enable it\n");
        assertThat(loki.entries())
                .containsExactly(
                        new StoredEntry("fake", Map.of("app", "a", "service_name", "a"), now, "without", Map.of()));
    }

    @Test
    void leavesUnreadablePushesRefused() {
        loki.misbehave(delay(Duration.ZERO), storeThenStatus(500));

        assertThat(caller.pushJson("{").statusCode()).isEqualTo(400);
        assertThat(caller.pushJson("{").statusCode()).isEqualTo(500);
        assertThat(loki.entries()).isEmpty();
    }

    private HttpResponse<String> push(String line) {
        return caller.pushProtobuf(stream("{app=\"a\"}", entry(now, line)));
    }
}
