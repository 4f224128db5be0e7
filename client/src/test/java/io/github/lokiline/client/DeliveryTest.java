package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.ReceivedPush;
import io.github.lokiline.testkit.StoredEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final EmbeddedLoki withTenants =
            EmbeddedLoki.builder().tenants(true).start();

    @AfterEach
    void stop() {
        loki.close();
        withTenants.close();
    }

    @Test
    void anEntryArrivesWithItsTimeLineLabelsAndMetadata() {
        Instant time = Instant.now().minusSeconds(3).plusNanos(7);
        try (LokiClient client = quick(loki).build()) {
            client.offer(new LokiEntry(
                    Map.of("service_name", "orders", "env", "a \"b\" \\ \n é"),
                    time,
                    "{\"message\":\"é😀\\n\"}",
                    Map.of("request_id", "r-1", "a.b", "x"),
                    null,
                    Priority.NORMAL));

            assertThat(client.flush(PATIENCE)).isTrue();
        }

        StoredEntry stored = loki.entries().get(0);
        assertThat(stored.line()).isEqualTo("{\"message\":\"é😀\\n\"}");
        assertThat(stored.timestampNanos()).isEqualTo(time.getEpochSecond() * 1_000_000_000L + time.getNano());
        assertThat(stored.labels()).containsEntry("service_name", "orders").containsEntry("env", "a \"b\" \\ \n é");
        assertThat(stored.metadata()).containsEntry("request_id", "r-1").containsEntry("a_b", "x");
    }

    @Test
    @Tag("promise-4")
    void aPushIsCompressedProtobufOfOneStreamFromANamedClient() {
        try (LokiClient client = quick(withTenants).tenantId("team-a").build()) {
            for (int i = 0; i < 30; i++) {
                client.offer(entry("line " + i, Map.of("service_name", "service-" + i % 3)));
            }
            client.flush(PATIENCE);
        }

        assertThat(withTenants.requests()).isNotEmpty().allSatisfy(push -> {
            assertThat(push.streams()).hasSize(1);
            assertThat(push.header("Content-Type")).hasValue("application/x-protobuf");
            assertThat(push.header("User-Agent").orElse("")).matches("lokiline/\\d+\\.\\d+\\.\\d+.*");
            assertThat(push.tenant()).isEqualTo("team-a");
            assertThat(push.status()).isEqualTo(204);
        });
    }

    @Test
    @Tag("promise-5")
    void equalLinesOfTheSameInstantAllSurvive() {
        Instant same = Instant.now();
        try (LokiClient client = quick(loki).build()) {
            for (int i = 0; i < 1000; i++) {
                client.offer(entry("the same", same));
            }
            client.flush(PATIENCE);
        }

        assertThat(loki.entries()).hasSize(1000);
        assertThat(loki.entries()).extracting(StoredEntry::timestampNanos).doesNotHaveDuplicates();
    }

    @Test
    void theOrderWithinAThreadHolds() throws InterruptedException {
        try (LokiClient client = quick(loki).build()) {
            CountDownLatch done = new CountDownLatch(8);
            for (int thread = 0; thread < 8; thread++) {
                String name = "t" + thread;
                new Thread(() -> {
                            for (int i = 0; i < 500; i++) {
                                client.offer(entry(name + " " + i));
                            }
                            done.countDown();
                        })
                        .start();
            }
            done.await();
            client.flush(PATIENCE);
        }

        assertThat(loki.lines()).hasSize(4000);
        for (int thread = 0; thread < 8; thread++) {
            String name = "t" + thread + " ";
            assertThat(loki.lines().stream().filter(line -> line.startsWith(name)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 500).mapToObj(i -> name + i).toList());
        }
    }

    @Test
    void aBatchIsClosedBySizeLongBeforeItsTime() {
        try (LokiClient client = quick(loki)
                .batchMaxWait(Duration.ofHours(1))
                .batchMaxBytes(10_000)
                .build()) {
            for (int i = 0; i < 100; i++) {
                client.offer(entry("x".repeat(1000)));
            }

            // Missing so far: less than one open batch, and less than another in the queue.
            assertThat(loki.awaitEntries(80, PATIENCE)).isTrue();
            assertThat(loki.requests())
                    .extracting(push -> push.decodedBody().length)
                    .allSatisfy(bytes -> assertThat(bytes).isLessThan(11_000));
            client.flush(PATIENCE);
        }
    }

    @Test
    void aFlushMayWaitForever() {
        try (LokiClient client = quick(loki).build()) {
            client.offer(entry("hello"));

            assertThat(client.flush(ChronoUnit.FOREVER.getDuration())).isTrue();
        }
    }

    @Test
    void anErrorClosesItsBatchAtOnceWithWhatCameBefore() {
        try (LokiClient client = quick(loki).batchMaxWait(Duration.ofHours(1)).build()) {
            client.offer(entry("before"));
            awaitWorkerThatSleepsUntilTheBatchIsDue();
            client.offer(entry("error", Priority.URGENT));

            assertThat(loki.awaitEntries(2, PATIENCE)).isTrue();
            assertThat(loki.requests()).hasSize(1);
        }
    }

    /** Waits until the thread sleeps with a limit: it has taken an entry and waits until that is due. */
    private static void awaitWorkerThatSleepsUntilTheBatchIsDue() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().equals("lokiline-worker")
                                && thread.getState() == Thread.State.TIMED_WAITING));
    }

    @Test
    void anErrorIsNotHeldUpByAnotherStreamThatWaits() {
        try (LokiClient client = quick(loki).batchMaxWait(Duration.ofHours(1)).build()) {
            client.offer(entry("waits", Map.of("service_name", "other")));
            client.offer(entry("error", Priority.URGENT));

            assertThat(loki.awaitEntries(1, PATIENCE)).isTrue();
            assertThat(loki.lines()).containsExactly("error");
        }
    }

    @Test
    @Tag("promise-6")
    void aLineAboveLokisLimitIsCutAndMarkedAndItsNeighboursArrive() {
        try (LokiClient client = quick(loki).build()) {
            client.offer(entry("before"));
            client.offer(entry("é".repeat(200_000)));
            client.offer(entry("x".repeat(262_144)));
            client.flush(PATIENCE);

            assertThat(client.ledger().delivered()).isEqualTo(3);
        }

        assertThat(loki.lines()).containsExactly("before", "é".repeat(131_072), "x".repeat(262_144));
        assertThat(loki.entries().get(1).metadata()).containsEntry("truncated", "true");
        assertThat(loki.entries().get(2).metadata()).doesNotContainKey("truncated");
    }

    @Test
    void metadataAboveLokisLimitsIsCutAndMarked() {
        Map<String, String> many = new java.util.TreeMap<>();
        for (int i = 0; i < 200; i++) {
            many.put("key" + (1000 + i), "value");
        }
        try (LokiClient client = quick(loki).build()) {
            client.offer(new LokiEntry(TestClient.LABELS, Instant.now(), "many", many, null, Priority.NORMAL));
            client.offer(new LokiEntry(
                    TestClient.LABELS,
                    Instant.now(),
                    "long",
                    Map.of("huge", "é".repeat(50_000)),
                    null,
                    Priority.NORMAL));
            client.flush(PATIENCE);

            assertThat(client.ledger().delivered()).isEqualTo(2);
        }

        assertThat(loki.entries())
                .allSatisfy(stored -> assertThat(stored.metadata()).containsEntry("metadata_truncated", "true"));
    }

    @Test
    @Tag("promise-6")
    void namesThatWouldPoisonAPushAreRepaired() {
        Map<String, String> metadata = new java.util.TreeMap<>();
        for (String name : List.of("_", "-", "...", "é", "中文", "😀", "__x", "1x", "sp ace")) {
            metadata.put(name, "value");
        }
        try (LokiClient client = quick(loki).build()) {
            client.offer(new LokiEntry(
                    Map.of("service_name", "orders", "foo.bar", "a", "1x", "b"),
                    Instant.now(),
                    "line \uD800 with half a character",
                    metadata,
                    null,
                    Priority.NORMAL));
            client.flush(PATIENCE);

            assertThat(client.ledger().delivered()).isEqualTo(1);
        }

        assertThat(loki.entries().get(0).labels()).containsEntry("foo_bar", "a").containsEntry("_1x", "b");
        assertThat(loki.lines()).containsExactly("line \uFFFD with half a character");
    }

    @Test
    @Tag("promise-7")
    void labelsStayFewAndNothingIsLostByIt() {
        try (LokiClient client = quick(loki).maxStreams(10).build()) {
            for (int i = 0; i < 500; i++) {
                client.offer(entry("line " + i, Map.of("service_name", "orders", "user", "user-" + i)));
            }
            client.flush(PATIENCE);
        }

        List<Map<String, String>> streams =
                loki.entries().stream().map(StoredEntry::labels).distinct().toList();
        assertThat(streams).hasSize(11);
        assertThat(loki.entries()).hasSize(500);
        assertThat(loki.entries())
                .filteredOn(stored -> stored.labels().get("user").equals("other"))
                .allSatisfy(stored -> assertThat(stored.line())
                        .isEqualTo("line " + stored.metadata().get("user").substring(5)));
    }

    @Test
    void tenantsAreKeptApart() {
        try (LokiClient client = quick(withTenants).tenantId("default").build()) {
            client.offer(entry("mine"));
            client.offer(new LokiEntry(TestClient.LABELS, Instant.now(), "theirs", Map.of(), "other", Priority.NORMAL));
            client.offer(new LokiEntry(TestClient.LABELS, Instant.now(), "nobody's", Map.of(), "a b", Priority.NORMAL));
            client.flush(PATIENCE);

            assertThat(client.ledger().dropped()).containsExactlyEntriesOf(Map.of("tenant", 1L));
        }

        assertThat(withTenants.entries())
                .extracting(StoredEntry::tenant, StoredEntry::line)
                .containsExactlyInAnyOrder(tuple("default", "mine"), tuple("other", "theirs"));
    }

    @Test
    void credentialsAndHeadersAreSent() {
        String url = loki.url().replace("http://", "http://user:p%40ss@");
        try (LokiClient client = quick(url).header("X-Gateway", "key").build()) {
            client.offer(entry("hello"));
            client.flush(PATIENCE);
        }

        ReceivedPush push = loki.requests().get(0);
        assertThat(push.header("Authorization")).hasValue("Basic dXNlcjpwQHNz");
        assertThat(push.header("X-Gateway")).hasValue("key");
    }

    @Test
    void aUserWithoutAPasswordIsSentWithAColon() {
        try (LokiClient client =
                quick(loki.url().replace("http://", "http://user@")).build()) {
            client.offer(entry("hello"));
            client.flush(PATIENCE);
        }

        assertThat(loki.requests().get(0).header("Authorization")).hasValue("Basic dXNlcjo=");
    }

    @Test
    void whereEachTenantIsIllegalFromNowOnAWarningSaysSo() {
        RecordingListener listener = new RecordingListener();
        try (LokiClient client = quick(loki).listener(listener).build()) {
            client.offer(entry("first"));
            client.flush(PATIENCE);

            client.offer(new LokiEntry(TestClient.LABELS, Instant.now(), "lost", Map.of(), "a b", Priority.NORMAL));

            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> listener.warnings.stream()
                            .anyMatch(text -> text.startsWith("tenantId gives names that Loki does not allow")));
            assertThat(client.ledger().dropped()).containsEntry("tenant", 1L);
        }
    }

    @Test
    void severalClientsDoNotMix() {
        List<LokiClient> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(quick(loki).build());
        }
        for (int i = 0; i < 300; i++) {
            clients.get(i % 3).offer(entry("line " + i, Map.of("service_name", "client-" + i % 3)));
        }
        clients.forEach(LokiClient::close);

        assertThat(loki.entries()).hasSize(300);
        assertThat(clients)
                .allSatisfy(client -> assertThat(client.ledger().delivered()).isEqualTo(100));
    }
}
