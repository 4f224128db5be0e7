package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Misbehaviour;
import io.github.lokiline.testkit.ReceivedPush;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A failure that passes loses nothing, and the ledger balances. */
@Tag("promise-3")
class OutageTest {

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final RecordingListener listener = new RecordingListener();

    @AfterEach
    void stop() {
        loki.close();
    }

    static Stream<Misbehaviour> passingFaults() {
        return Stream.of(
                Misbehaviour.status(500),
                Misbehaviour.status(500, "empty ring"),
                Misbehaviour.status(502, "<html>bad gateway</html>"),
                Misbehaviour.status(503),
                Misbehaviour.status(504),
                Misbehaviour.status(408),
                Misbehaviour.status(429),
                Misbehaviour.status(429, "", Map.of("Retry-After", "0")),
                Misbehaviour.hugeBody(503, 10_000_000),
                Misbehaviour.storeThenStatus(500));
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void aFaultThatPassesCostsNothing(Misbehaviour fault) {
        loki.misbehave(fault, fault, fault);
        try (LokiClient client = quick(loki).build()) {
            for (int i = 0; i < 100; i++) {
                client.offer(entry("line " + i));
            }

            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(client.ledger().delivered()).isEqualTo(100);
            assertThat(client.ledger().balances()).isTrue();
        }
        assertThat(loki.entries()).hasSize(100);
    }

    @Test
    void noNumberOfPlain500sCutsABatch() {
        Misbehaviour down = Misbehaviour.status(500, "at least 2 live replicas required, could only find 1");
        for (int i = 0; i < 12; i++) {
            loki.misbehave(down.when(push -> push.lines().contains("line 0")));
        }
        try (LokiClient client = quick(loki).batchMaxWait(Duration.ofHours(1)).build()) {
            for (int i = 0; i < 100; i++) {
                client.offer(entry("line " + i));
                client.offer(entry("other " + i, Map.of("service_name", "other")));
            }

            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(client.ledger().delivered()).isEqualTo(200);
        }
        assertThat(loki.requests())
                .hasSize(14)
                .allSatisfy(push -> assertThat(push.lines()).hasSize(100));
    }

    @Test
    @Tag("promise-5")
    void aRetrySendsTheSameBytes() {
        loki.misbehave(Misbehaviour.status(503), Misbehaviour.status(503));
        try (LokiClient client = quick(loki).build()) {
            client.offer(entry("hello", Priority.URGENT));
            client.flush(PATIENCE);
        }

        assertThat(loki.requests()).hasSize(3);
        assertThat(loki.requests())
                .extracting(ReceivedPush::body)
                .allSatisfy(body ->
                        assertThat(body).isEqualTo(loki.requests().get(0).body()));
    }

    @Test
    void anEndlessAnswerIsNotReadToItsEnd() {
        loki.misbehave(Misbehaviour.hugeBody(502, 1L << 40));
        try (LokiClient client = quick(loki).build()) {
            client.offer(entry("hello"));

            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(client.ledger().delivered()).isEqualTo(1);
        }
    }

    @Test
    void whatWasStoredAlthoughTheAnswerGotLostIsThereOnce() {
        loki.misbehave(Misbehaviour.storeThenHang());
        try (LokiClient client =
                quick(loki).requestTimeout(Duration.ofMillis(100)).build()) {
            client.offer(entry("hello"));
            client.flush(PATIENCE);
        }

        assertThat(loki.requests()).hasSize(2);
        assertThat(loki.lines()).containsExactly("hello");
    }

    @Test
    void whatIsLoggedWhileLokiIsDownArrivesWhenItIsUp() {
        loki.stop();
        try (LokiClient client = quick(loki).listener(listener).build()) {
            for (int i = 0; i < 1000; i++) {
                client.offer(entry("line " + i));
            }
            Awaitility.await().atMost(PATIENCE).until(() -> !listener.warnings.isEmpty());
            assertThat(client.ledger().queued()).isEqualTo(1000);
            loki.restart();

            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(client.ledger().delivered()).isEqualTo(1000);
        }
        assertThat(loki.entries()).hasSize(1000);
        assertThat(listener.warnings)
                .singleElement()
                .asString()
                .contains("POST http://", "no answer (ConnectException: ", "nothing listens there");
        assertThat(listener.infos).contains("Loki answers again");
    }

    @Test
    void duringAnOutageOneProbeStandsForAllStreams() {
        loki.always(Misbehaviour.status(503));
        try (LokiClient client = quick(loki)
                .retryMinBackoff(Duration.ofHours(1))
                .retryMaxBackoff(Duration.ofHours(1))
                .build()) {
            for (int i = 0; i < 40; i++) {
                client.offer(entry("line " + i, Map.of("service_name", "service-" + i)));
            }
            loki.awaitRequests(1, PATIENCE);
            assertThat(client.flush(Duration.ofMillis(300))).isFalse();

            // The first pushes may be sent together; then the flush sends one probe, and then the backoff begins.
            assertThat(loki.requests()).hasSizeLessThanOrEqualTo(5);
            loki.behave();
            // Each flush may send one probe at once; a probe that was in flight when Loki recovered does not count.
            Awaitility.await().atMost(PATIENCE).until(() -> client.flush(Duration.ofMillis(100)));
            assertThat(client.ledger().delivered()).isEqualTo(40);
        }
    }

    @Test
    void aWrongTokenIsRetriedSlowlyAndLosesNothing() {
        loki.misbehave(Misbehaviour.status(401, "no org id"));
        try (LokiClient client =
                quick(loki).listener(listener).shutdownTimeout(Duration.ZERO).build()) {
            client.offer(entry("hello"));
            assertThat(loki.awaitRequests(1, PATIENCE)).isTrue();
            client.offer(entry("again"));

            Awaitility.await()
                    .during(Duration.ofMillis(300))
                    .atMost(PATIENCE)
                    .until(() -> loki.requests().size() == 1);
            assertThat(client.ledger().queued()).isEqualTo(2);
            assertThat(listener.warnings).singleElement().asString().contains("status 401", "set tenantId");
        }
    }

    @Test
    void retryAfterIsHonoured() {
        loki.misbehave(Misbehaviour.status(503, "", Map.of("Retry-After", "3600")));
        try (LokiClient client = quick(loki).shutdownTimeout(Duration.ZERO).build()) {
            client.offer(entry("hello"));
            loki.awaitRequests(1, PATIENCE);

            client.offer(entry("more"));

            Awaitility.await()
                    .during(Duration.ofMillis(300))
                    .atMost(PATIENCE)
                    .until(() -> loki.requests().size() == 1);
        }
    }

    @Test
    void blockedIngestionKeepsEntriesInsteadOfCountingThemDelivered() {
        loki.always(Misbehaviour.blocked260());
        try (LokiClient client =
                quick(loki).listener(listener).shutdownTimeout(Duration.ZERO).build()) {
            client.offer(entry("hello"));
            loki.awaitRequests(1, PATIENCE);

            assertThat(client.flush(Duration.ofMillis(100))).isFalse();
            assertThat(client.ledger().delivered()).isZero();
            assertThat(client.ledger().queued()).isEqualTo(1);
        }
    }

    @Test
    void onePushOfAStreamIsInFlightAtATime() {
        loki.misbehave(Misbehaviour.hang());
        try (LokiClient client = quick(loki).build()) {
            client.offer(entry("first"));
            assertThat(loki.awaitRequests(1, PATIENCE)).isTrue();
            // The delivery thread only waits for the response now; entries must wake it nevertheless.
            for (int i = 0; i < 50; i++) {
                client.offer(entry("later " + i));
            }
            client.offer(entry("other", Map.of("service_name", "other")));
            assertThat(loki.awaitRequests(2, PATIENCE)).isTrue();

            assertThat(loki.requests().get(1).lines()).containsExactly("other");
            loki.behave();
            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(client.ledger().delivered()).isEqualTo(52);
        }
    }

    @Test
    void theLastFlushTriesOnceMoreWhateverIsShut() {
        loki.misbehave(Misbehaviour.status(401, "no org id"));
        LokiClient client = quick(loki).listener(listener).build();
        client.offer(entry("hello"));
        Awaitility.await().atMost(PATIENCE).until(() -> !listener.warnings.isEmpty());

        client.close();

        assertThat(client.ledger().delivered()).isEqualTo(1);
    }

    @Test
    void aListenerThatFailsBadlyStopsNothing() {
        loki.misbehave(Misbehaviour.status(503));
        DeliveryListener hostile = new DeliveryListener() {
            @Override
            public void info(String message) {
                throw new NoClassDefFoundError("gone with its web application");
            }

            @Override
            public void warn(String message) {
                throw new StackOverflowError();
            }
        };
        try (LokiClient client = quick(loki).listener(hostile).build()) {
            client.offer(entry("hello"));

            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(client.ledger().delivered()).isEqualTo(1);
            assertThat(client.ledger().balances()).isTrue();
        }
    }
}
