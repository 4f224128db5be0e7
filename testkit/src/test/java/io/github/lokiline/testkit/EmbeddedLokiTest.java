package io.github.lokiline.testkit;

import static io.github.lokiline.testkit.Protobuf.entry;
import static io.github.lokiline.testkit.Protobuf.stream;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lokiline.testkit.internal.ingest.GoTimeFormat;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EmbeddedLokiTest {

    private final long now = GoTimeFormat.nanos(Instant.now());

    @Test
    void holdsWhatWasPushed() {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            LokiCaller caller = new LokiCaller(loki.url());

            caller.pushProtobuf(stream("{app=\"orders\"}", entry(now, "hello", Map.of("trace.id", "7"))));

            assertThat(loki.entries())
                    .containsExactly(new StoredEntry(
                            "fake",
                            Map.of("app", "orders", "service_name", "orders"),
                            now,
                            "hello",
                            Map.of("trace_id", "7", "detected_level", "unknown")));
            assertThat(loki.lines()).containsExactly("hello");
        }
    }

    @Test
    void refusesParametersThatItWouldOtherwisePassOver() {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            LokiCaller caller = new LokiCaller(loki.url());
            for (String parameter : Set.of("since", "interval", "shards")) {
                HttpResponse<String> answer =
                        caller.get("/loki/api/v1/query_range?query=%7Ba%3D%22b%22%7D&" + parameter + "=1h");

                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.body()).contains("does not know the parameter '" + parameter + "'");
            }
        }
    }

    @Test
    void ordersEntriesByTenantThenStreamThenTime() {
        try (EmbeddedLoki loki = EmbeddedLoki.builder().tenants(true).start()) {
            LokiCaller caller = new LokiCaller(loki.url());
            caller.with("X-Scope-OrgID", "b").pushProtobuf(stream("{app=\"z\"}", entry(now, "5")));

            caller.with("X-Scope-OrgID", "a")
                    .pushProtobuf(
                            stream("{app=\"z\"}", entry(now, "4"), entry(now - 1, "3")),
                            stream("{app=\"y\"}", entry(now + 5, "2"), entry(now, "1")));

            assertThat(loki.lines()).containsExactly("1", "2", "3", "4", "5");
            assertThat(loki.entries("b")).extracting(StoredEntry::line).containsExactly("5");
            assertThat(loki.entries("nobody")).isEmpty();
        }
    }

    @Test
    void remembersEveryPushAndItsAnswer() {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            LokiCaller caller = new LokiCaller(loki.url()).with("X-Test", "yes");
            caller.pushJson(
                    "{\"streams\":[{\"stream\":{\"app\":\"a\"},\"values\":[[\"" + now + "\",\"x\",{\"k\":\"v\"}]]}]}");

            caller.pushJson("{");

            ReceivedPush good = loki.requests().get(0);
            assertThat(good.status()).isEqualTo(204);
            assertThat(good.path()).isEqualTo("/loki/api/v1/push");
            assertThat(good.header("x-test")).contains("yes");
            assertThat(good.headers()).containsEntry("CONTENT-TYPE", "application/json");
            assertThat(good.streams()).hasSize(1);
            assertThat(good.streams().get(0).labels()).isEqualTo(Map.of("app", "a"));
            assertThat(good.streams().get(0).entries())
                    .containsExactly(new ReceivedPush.Entry(now, "x", Map.of("k", "v")));
            assertThat(good.lines()).containsExactly("x");
            assertThat(good.tenant()).isEqualTo("fake");
            assertThat(good.receivedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
            ReceivedPush bad = loki.requests().get(1);
            assertThat(bad.status()).isEqualTo(400);
            assertThat(bad.answer()).startsWith("loghttp.PushRequest");
            assertThat(bad.streams()).isEmpty();
            assertThat(bad.body()).asString().isEqualTo("{");
        }
    }

    @Test
    void keepsBothTheCompressedAndTheDecodedBody() {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            byte[] protobuf = Protobuf.push(stream("{app=\"a\"}", entry(now, "x".repeat(1000))));

            new LokiCaller(loki.url())
                    .with("Content-Type", "application/x-protobuf")
                    .post(LokiCaller.PUSH, LokiCaller.snappy(protobuf));

            ReceivedPush push = loki.requests().get(0);
            assertThat(push.body()).isEqualTo(LokiCaller.snappy(protobuf)).hasSizeLessThan(200);
            assertThat(push.decodedBody()).isEqualTo(protobuf);
        }
    }

    @Test
    void waitsForEntriesAndRequests() throws InterruptedException {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            LokiCaller caller = new LokiCaller(loki.url());
            assertThat(loki.awaitEntries(1, Duration.ofMillis(10))).isFalse();
            assertThat(loki.awaitRequests(1, Duration.ofMillis(10))).isFalse();

            Thread sender = new Thread(
                    () -> caller.pushProtobuf(stream("{app=\"a\"}", entry(now, "one"), entry(now + 1, "two"))));
            sender.start();

            assertThat(loki.awaitEntries(2, ofSeconds(20))).isTrue();
            assertThat(loki.awaitRequests(1, ofSeconds(20))).isTrue();
            assertThat(loki.requests().get(0).status()).isEqualTo(204);
            sender.join();
        }
    }

    @Test
    void forgetsOnClear() {
        try (EmbeddedLoki loki =
                EmbeddedLoki.builder().limits(Limits.defaults().maxStreams(1)).start()) {
            LokiCaller caller = new LokiCaller(loki.url());
            caller.pushProtobuf(stream("{app=\"a\"}", entry(now, "one")));

            loki.clear();

            assertThat(loki.entries()).isEmpty();
            assertThat(loki.requests()).isEmpty();
            assertThat(caller.pushProtobuf(stream("{app=\"b\"}", entry(now, "two")))
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void refusesConnectionsWhileStoppedAndKeepsItsPortAndData() {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            LokiCaller caller = new LokiCaller(loki.url());
            String url = loki.url();
            caller.pushProtobuf(stream("{app=\"a\"}", entry(now, "before")));

            loki.stop();
            loki.stop();

            assertThatThrownBy(() -> caller.get("/ready"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(java.net.ConnectException.class);
            loki.restart();
            loki.restart();
            caller.pushProtobuf(stream("{app=\"a\"}", entry(now + 1, "after")));
            assertThat(loki.url()).isEqualTo(url);
            assertThat(loki.lines()).containsExactly("before", "after");
        }
    }

    @Test
    void comesUpLaterOnAPortThatWasKnownBefore() {
        int port;
        try (EmbeddedLoki first = EmbeddedLoki.start()) {
            port = first.port();
        }

        try (EmbeddedLoki later = EmbeddedLoki.builder().port(port).start()) {
            assertThat(later.url()).isEqualTo("http://127.0.0.1:" + port);
            assertThat(new LokiCaller(later.url()).get("/ready").body()).isEqualTo("ready\n");
        }
    }

    @Test
    void leavesNoThreadBehindAndHasOnlyDaemons() throws InterruptedException {
        Set<Thread> before = threads();
        EmbeddedLoki loki = EmbeddedLoki.start();
        new LokiCaller(loki.url()).get("/ready");
        Set<Thread> own = threads().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().matches("embedded-loki.*|HTTP-Dispatcher.*|server-timer.*|idle-.*"))
                .collect(Collectors.toSet());

        loki.close();
        loki.close();

        assertThat(own).hasSizeGreaterThanOrEqualTo(2).allMatch(Thread::isDaemon);
        for (Thread thread : own) {
            thread.join(10_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    @Test
    void changesLimitsWhileRunning() {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            LokiCaller caller = new LokiCaller(loki.url());

            loki.limits(Limits.defaults().maxLineBytes(3));

            assertThat(caller.pushProtobuf(stream("{app=\"a\"}", entry(now, "four")))
                            .statusCode())
                    .isEqualTo(400);
            loki.limits("fake", Limits.defaults());
            assertThat(caller.pushProtobuf(stream("{app=\"a\"}", entry(now, "four")))
                            .statusCode())
                    .isEqualTo(204);
        }
    }
}
