package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Limits;
import io.github.lokiline.testkit.Misbehaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promises 4 and 6: a rejection is reported, and loses only the entries it is about. */
@Tag("promise-6")
class RejectionHandlingTest {

    private static final Random RANDOM = new Random(1);

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final RecordingListener listener = new RecordingListener();

    @AfterEach
    void stop() {
        loki.close();
    }

    @Test
    @Tag("promise-4")
    void anEntryLokiRefusesIsCountedAndTheRestArrivesOnce() {
        try (LokiClient client =
                quick(loki).listener(listener).batchMaxWait(Duration.ofHours(1)).build()) {
            for (int i = 0; i < 99; i++) {
                client.offer(entry("line " + i));
            }
            client.offer(entry("ancient", Instant.now().minus(Duration.ofDays(8))));
            client.flush(PATIENCE);

            assertThat(client.ledger().delivered()).isEqualTo(99);
            assertThat(client.ledger().refused()).isEqualTo(Map.of("too_old", 1L));
            assertThat(client.ledger().balances()).isTrue();
        }
        assertThat(loki.requests()).hasSize(1);
        assertThat(loki.entries()).hasSize(99);
        assertThat(listener.warnings)
                .singleElement()
                .asString()
                .startsWith("Loki refused 1 of 100 entries: status 400")
                .doesNotContain("orders");
    }

    @Test
    @Tag("promise-4")
    void aStreamThatFailsIsNotHiddenByOneThatSucceeds() {
        loki.limits(Limits.defaults().maxBehindNewest(Duration.ofMinutes(1)));
        Instant now = Instant.now();
        try (LokiClient client = quick(loki).build()) {
            client.offer(entry("newest", now));
            client.flush(PATIENCE);

            client.offer(entry("behind", now.minus(Duration.ofMinutes(30))));
            client.offer(entry("fine", Map.of("service_name", "zzz")));
            client.flush(PATIENCE);

            assertThat(client.ledger().delivered()).isEqualTo(2);
            assertThat(client.ledger().refused()).isEqualTo(Map.of("too_far_behind", 1L));
        }
        assertThat(loki.lines()).containsExactlyInAnyOrder("newest", "fine");
    }

    @Test
    void aPoisonedEntryIsFoundByHalvingAndTheOthersArriveOnce() {
        loki.always(Misbehaviour.status(400, "couldn't parse push request: unexpected EOF")
                .when(push -> push.lines().contains("poison")));
        try (LokiClient client = quick(loki).batchMaxWait(Duration.ofHours(1)).build()) {
            for (int i = 0; i < 127; i++) {
                client.offer(entry(i == 77 ? "poison" : "line " + i));
            }
            client.flush(PATIENCE);

            assertThat(client.ledger().delivered()).isEqualTo(126);
            assertThat(client.ledger().dropped()).isEqualTo(Map.of("poison", 1L));
            assertThat(client.ledger().balances()).isTrue();
        }
        assertThat(loki.entries()).hasSize(126);
        assertThat(loki.requests()).hasSizeLessThanOrEqualTo(15);
    }

    @Test
    void anEntryThatLokiAnswersWith500ForEverIsFoundToo() {
        loki.always(Misbehaviour.status(500, "normalization for label name \"é\" resulted in invalid name \"_\"")
                .when(push -> push.lines().contains("poison")));
        try (LokiClient client = quick(loki).batchMaxWait(Duration.ofHours(1)).build()) {
            for (int i = 0; i < 64; i++) {
                client.offer(entry(i == 0 ? "poison" : "line " + i));
            }
            client.flush(PATIENCE);

            assertThat(client.ledger().delivered()).isEqualTo(63);
            assertThat(client.ledger().dropped()).isEqualTo(Map.of("poison", 1L));
        }
    }

    @Test
    void aPushTooBigForLokiIsCutUntilItFits() {
        loki.limits(Limits.defaults().maxIngesterMessageBytes(100_000));
        try (LokiClient client = quick(loki).batchMaxWait(Duration.ofHours(1)).build()) {
            for (int i = 0; i < 500; i++) {
                client.offer(entry(i + "x".repeat(1000)));
            }
            client.flush(PATIENCE);

            assertThat(client.ledger().delivered()).isEqualTo(500);
        }
        assertThat(loki.entries()).hasSize(500);
    }

    @Test
    void aBurstAboveTheTenantsIsCutUntilItIsAccepted() {
        loki.limits(Limits.defaults().ingestionRate(10_000_000, 100_000));
        try (LokiClient client = quick(loki).batchMaxWait(Duration.ofHours(1)).build()) {
            for (int i = 0; i < 300; i++) {
                client.offer(entry(i + "x".repeat(1000)));
            }
            client.flush(PATIENCE);

            assertThat(client.ledger().delivered()).isEqualTo(300);
        }
        assertThat(loki.entries()).hasSize(300);
    }

    @Test
    void aLokiWithoutStructuredMetadataGetsTheLinesWithoutIt() {
        loki.limits(Limits.defaults().structuredMetadata(false));
        try (LokiClient client = quick(loki).listener(listener).build()) {
            for (int i = 0; i < 10; i++) {
                client.offer(new LokiEntry(
                        TestClient.LABELS,
                        Instant.now(),
                        "line " + i,
                        Map.of("request_id", "r"),
                        null,
                        Priority.NORMAL));
                client.flush(PATIENCE);
            }

            assertThat(client.ledger().delivered()).isEqualTo(10);
        }
        assertThat(loki.entries()).hasSize(10);
        assertThat(loki.requests()).hasSize(11);
        assertThat(listener.warnings).singleElement().asString().contains("takes no structured metadata");
    }

    @Test
    void aStreamTooManyWaitsAndTheOthersGoOn() {
        loki.limits(Limits.defaults().maxStreams(2));
        try (LokiClient client = quick(loki).listener(listener).build()) {
            for (int i = 0; i < 3; i++) {
                client.offer(entry("first of " + i, Map.of("service_name", "service-" + i)));
                client.flush(Duration.ofMillis(500));
            }
            client.offer(entry("second of 0", Map.of("service_name", "service-0")));

            Awaitility.await().atMost(PATIENCE).until(() -> loki.lines().contains("second of 0"));
            assertThat(client.ledger().delivered()).isEqualTo(3);
            assertThat(client.ledger().queued()).isEqualTo(1);
            assertThat(listener.warnings).singleElement().asString().contains("no more streams");
            loki.limits(Limits.defaults());
        }
        assertThat(loki.lines()).hasSize(4);
    }

    @Test
    void onlyTheStreamThatIsLimitedWaits() {
        loki.limits(Limits.defaults().perStreamRate(1000, 2000).shardStreams(false));
        try (LokiClient client = quick(loki).shutdownTimeout(Duration.ZERO).build()) {
            for (int i = 0; i < 20; i++) {
                client.offer(entry("flood " + "x".repeat(1000), Map.of("service_name", "flood")));
            }
            client.offer(entry("calm", Map.of("service_name", "calm")));

            Awaitility.await().atMost(PATIENCE).until(() -> loki.lines().contains("calm"));
            assertThat(client.ledger().droppedTotal()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 402, 407, 410, 418, 421, 422, 451})
    @Tag("promise-8")
    void aPageInLokisPlaceCostsNothingAndIsNoDelivery(int status) {
        loki.always(Misbehaviour.page(status));
        try (LokiClient client = quick(loki).listener(listener).build()) {
            client.offer(entry("one"));
            client.offer(entry("two"));
            Awaitility.await().atMost(PATIENCE).until(() -> !listener.warnings.isEmpty());

            assertThat(client.ledger().queued()).isEqualTo(2);
            assertThat(client.ledger().delivered()).isZero();
            loki.behave();
        }
        assertThat(loki.lines()).containsExactly("one", "two");
        assertThat(listener.warnings)
                .singleElement()
                .asString()
                .startsWith("Loki cannot be used as configured, entries wait: POST " + loki.url())
                .contains(": status " + status);
    }

    static Stream<Limits> limitsBelowTheDefaults() {
        return Stream.of(
                Limits.defaults().maxMetadataEntries(3),
                Limits.defaults().maxMetadataBytes(20),
                Limits.defaults().maxMetadataEntries(0).maxMetadataBytes(1),
                Limits.defaults().maxLabelValueBytes(20));
    }

    @ParameterizedTest
    @MethodSource("limitsBelowTheDefaults")
    void aLimitBelowTheDefaultCostsNoLineAndIsToldOnce(Limits limits) {
        loki.limits(limits);
        try (LokiClient client = quick(loki).listener(listener).build()) {
            for (int i = 0; i < 30; i++) {
                Map<String, String> metadata =
                        i % 3 == 0 ? Map.of() : Map.of("one", "1", "two", "2", "three", "3", "four", "4444444444");
                client.offer(new LokiEntry(
                        Map.of("service_name", "orders", "pod", "orders-" + "0123456789".repeat(6)),
                        Instant.now(),
                        "line " + i,
                        metadata,
                        null,
                        Priority.NORMAL));
                if (i % 10 == 0) {
                    client.flush(PATIENCE);
                }
            }
            client.flush(PATIENCE);

            assertThat(client.ledger().delivered()).isEqualTo(30);
            assertThat(client.ledger().balances()).isTrue();
        }
        assertThat(loki.lines()).hasSize(30).doesNotHaveDuplicates();
        assertThat(listener.warnings).singleElement().asString().contains("than it does by default");
    }

    @Test
    void aStreamsBurstBelowTheBatchIsCutUntilItIsAccepted() {
        loki.limits(Limits.defaults().perStreamRate(2_000_000, 100_000).shardStreams(false));
        try (LokiClient client = quick(loki).batchMaxWait(Duration.ofHours(1)).build()) {
            for (int i = 0; i < 300; i++) {
                client.offer(entry(i + "x".repeat(1000)));
            }
            Awaitility.await().atMost(PATIENCE).until(() -> client.flush(Duration.ofMillis(500)));

            assertThat(client.ledger().delivered()).isEqualTo(300);
        }
        assertThat(loki.entries()).hasSize(300);
    }

    @Test
    void aPushThatTakesTooLongIsCutUntilItGetsThrough() {
        loki.always(Misbehaviour.tooSlowAbove(40_000));
        try (LokiClient client = quick(loki)
                .batchMaxWait(Duration.ofHours(1))
                .requestTimeout(Duration.ofMillis(300))
                .build()) {
            for (int i = 0; i < 300; i++) {
                client.offer(entry(i + Noise.of(RANDOM, 500), Map.of("service_name", "orders", "part", "" + i % 2)));
            }
            Awaitility.await().atMost(PATIENCE).until(() -> client.flush(Duration.ofMillis(500)));

            assertThat(client.ledger().delivered()).isEqualTo(300);
        }
        assertThat(loki.entries()).hasSize(300);
    }

    @Test
    void aBacklogForALokiWithoutStructuredMetadataArrivesWhole() {
        loki.limits(Limits.defaults().structuredMetadata(false));
        loki.stop();
        try (LokiClient client = quick(loki).batchMaxBytes(2000).build()) {
            for (int i = 0; i < 500; i++) {
                client.offer(new LokiEntry(
                        Map.of("service_name", "service-" + i % 3),
                        Instant.now(),
                        "line " + i,
                        Map.of("request_id", "r-" + i),
                        null,
                        Priority.NORMAL));
            }
            client.flush(Duration.ofMillis(50));
            loki.restart();

            Awaitility.await().atMost(PATIENCE).until(() -> client.flush(Duration.ofMillis(200)));
            assertThat(client.ledger().delivered()).isEqualTo(500);
        }
        assertThat(loki.entries()).hasSize(500);
    }

    @Test
    void aRefusalForItsSizeNeverMakesBatchesLarger() {
        loki.misbehave(Misbehaviour.status(413));
        try (LokiClient client = quick(loki)
                .batchMaxWait(Duration.ofHours(1))
                .batchMaxBytes(8192)
                .build()) {
            client.offer(entry("first"));
            client.offer(entry("second"));
            client.flush(PATIENCE);
            for (int i = 0; i < 200; i++) {
                client.offer(entry(i + "x".repeat(1000)));
            }
            client.flush(PATIENCE);

            assertThat(client.ledger().delivered()).isEqualTo(202);
        }
        assertThat(loki.requests())
                .allSatisfy(push -> assertThat(push.decodedBody().length).isLessThan(10_000));
    }
}
