package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.internal.spool.RecordCheck;
import io.github.lokiline.client.internal.spool.RecordData;
import io.github.lokiline.client.internal.spool.Spool;
import io.github.lokiline.client.internal.spool.SpoolListener;
import io.github.lokiline.client.internal.spool.SpoolStoreConfig;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Misbehaviour;
import io.github.lokiline.testkit.ReceivedPush;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promise 8: an outage loses no entry that fits into the spool. */
@Tag("promise-8")
class SpoolingTest {

    @TempDir
    Path directory;

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final RecordingListener listener = new RecordingListener();

    @AfterEach
    void stop() {
        loki.close();
    }

    private LokiClientBuilder spooling() {
        return quick(loki).spoolDirectory(directory).listener(listener);
    }

    private static List<String> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    private static void offerAll(LokiClient client, List<String> lines) {
        lines.forEach(line -> assertThat(client.offer(entry(line))).isTrue());
    }

    /** Offers one entry, which stays in memory as the next attempt and is on disk as well. */
    private void offerProbe(LokiClient client) {
        offerAll(client, numbered(0, 1));
        Awaitility.await().atMost(PATIENCE).until(() -> !segments().isEmpty());
    }

    private void awaitSpooled(LokiClient client, long entries) {
        Awaitility.await().atMost(PATIENCE).until(() -> client.ledger().spooled() == entries);
    }

    @Test
    void whatWaitsOnDiskArrivesOnceWhenLokiIsBack() {
        loki.stop();
        try (LokiClient client = spooling().build()) {
            offerProbe(client);
            for (int i = 1; i < 100; i += 11) {
                offerAll(client, numbered(i, i + 11));
                awaitSpooled(client, i + 10);
            }
            assertThat(client.ledger().balances()).isTrue();
            loki.restart();

            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(client.ledger().delivered()).isEqualTo(100);
            assertThat(client.ledger().spooled()).isZero();
            assertThat(client.ledger().balances()).isTrue();
        }
        assertThat(loki.lines()).containsExactlyElementsOf(numbered(0, 100));
        assertThat(segments()).isEmpty();
    }

    @Test
    void theNextClientOfTheEndpointDeliversWhatWasLeft() {
        loki.stop();
        try (LokiClient first = spooling().build()) {
            offerAll(first, numbered(0, 100));
        }
        loki.restart();
        try (LokiClient second = spooling().build()) {
            Awaitility.await().atMost(PATIENCE).until(() -> second.ledger().recovered() == 100);

            assertThat(second.flush(PATIENCE)).isTrue();
            assertThat(second.ledger().delivered()).isEqualTo(100);
            assertThat(second.ledger().balances()).isTrue();
        }
        assertThat(loki.lines()).containsExactlyElementsOf(numbered(0, 100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{service_name=\"orders\"} | no body of a push",
                "no labels | no body either",
                "{} | nor here",
                "{a=\"b | nor here"
            })
    void aRecordWithRightChecksumsThatCannotBeDecodedCostsItselfOnly(String labels, String body) throws IOException {
        loki.stop();
        try (LokiClient first = spooling().build()) {
            offerAll(first, numbered(0, 10));
        }
        appendRecord(labels, 5, body.getBytes(StandardCharsets.UTF_8));
        loki.restart();
        try (LokiClient second = spooling().build()) {
            offerAll(second, List.of("live"));
            Awaitility.await().atMost(PATIENCE).until(() -> second.ledger().recovered() == 15);

            assertThat(second.flush(PATIENCE)).isTrue();
            assertThat(second.ledger().dropped()).containsEntry("spool_damaged", 5L);
            assertThat(second.ledger().balances()).isTrue();
        }
        assertThat(loki.lines()).containsOnlyOnce("live").containsOnlyOnceElementsOf(numbered(0, 10));
        assertThat(segments()).isEmpty();
    }

    /** Appends a record to the slot that a client has left. */
    private void appendRecord(String labels, int entries, byte[] body) throws IOException {
        String slot = slots().get(0).getFileName().toString();
        String endpointId = slot.substring(0, slot.lastIndexOf('-'));
        long now = Instant.now().getEpochSecond() * 1_000_000_000;
        SpoolStoreConfig config =
                new SpoolStoreConfig(directory, endpointId, 1 << 20, Duration.ofDays(1), FsyncPolicy.NONE);
        try (Spool spool = Spool.open(
                () -> config,
                System::currentTimeMillis,
                System::currentTimeMillis,
                System::nanoTime,
                new SilentListener(),
                new NoCheck())) {
            spool.append(new RecordData("", labels, entries, now, now, false, body), true);
        }
    }

    private List<Path> slots() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }

    private static final class SilentListener implements SpoolListener {
        @Override
        public void recovered(long entries) {}

        @Override
        public void found(String tenant, String labels, long firstEpochNanos) {}

        @Override
        public void lost(DropReason reason, long entries) {}

        @Override
        public void removed() {}

        @Override
        public void trouble(String message) {}
    }

    private static final class NoCheck implements RecordCheck {
        @Override
        public boolean isStream(String tenant, String labels) {
            return true;
        }

        @Override
        public boolean isBatch(RecordData batch) {
            return true;
        }
    }

    @Test
    void anEndWithoutLokiCountsWhatIsOnDiskAsSpooledAndLosesNothing() {
        loki.stop();
        LokiClient client = spooling().shutdownTimeout(Duration.ZERO).build();
        offerAll(client, numbered(0, 100));

        client.close();

        assertThat(client.ledger().spooled()).isEqualTo(100);
        assertThat(client.ledger().droppedTotal()).isZero();
        assertThat(client.ledger().balances()).isTrue();
        assertThat(listener.warnings).noneMatch(text -> text.contains("entries lost"));
    }

    @Test
    void anEndDoesNotWaitForADeadLokiOnceAllIsOnDisk() {
        loki.stop();
        LokiClient client = spooling().shutdownTimeout(Duration.ofHours(1)).build();
        offerAll(client, numbered(0, 100));

        client.close();

        assertThat(client.ledger().spooled()).isEqualTo(100);
    }

    @Test
    void whatIsInFlightWhenTheProcessEndsIsOnDisk() {
        loki.always(Misbehaviour.hang());
        LokiClient client = spooling().shutdownTimeout(Duration.ofMillis(50)).build();
        offerAll(client, numbered(0, 3));
        assertThat(loki.awaitRequests(1, PATIENCE)).isTrue();

        client.close();

        assertThat(client.ledger().spooled()).isEqualTo(3);
    }

    @Test
    void aStreamLabelWithEveryKindOfCharacterComesBackAsTheSameStream() {
        Map<String, String> labels =
                Map.of("service_name", "x", "path", "C:\\temp\\\"new\"\n\u0007, x=\"1\", \ud83c\udf89", "a", "=");
        loki.stop();
        try (LokiClient first = spooling().build()) {
            first.offer(entry("hello", labels));
        }
        loki.restart();
        try (LokiClient second = spooling().build()) {
            second.offer(entry("again", labels));
            second.flush(PATIENCE);
            Awaitility.await().atMost(PATIENCE).until(() -> second.ledger().delivered() == 2);
        }
        assertThat(loki.entries())
                .allSatisfy(stored -> assertThat(stored.labels()).isEqualTo(labels));
    }

    @Test
    void aFullQueueGoesToDiskFirst() {
        Random random = new Random(7);
        loki.stop();
        try (LokiClient client = spooling()
                .queueMaxBytes(256 * 1024)
                .overflow(OverflowPolicy.BLOCK)
                .overflowMaxBlock(PATIENCE)
                .build()) {
            for (int i = 0; i < 2000; i++) {
                assertThat(client.offer(entry(i + " " + Noise.of(random, 750)))).isTrue();
            }
            loki.restart();

            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(client.ledger().delivered()).isEqualTo(2000);
        }
        assertThat(loki.entries()).hasSize(2000);
    }

    @Test
    void manySmallBatchesOfAnOutageLeaveInFewPushes() {
        loki.stop();
        try (LokiClient client = spooling().build()) {
            offerProbe(client);
            for (int i = 1; i < 50; i++) {
                offerAll(client, numbered(i, i + 1));
                awaitSpooled(client, i);
            }
            loki.clear();
            loki.restart();

            assertThat(client.flush(PATIENCE)).isTrue();
        }
        assertThat(loki.requests()).hasSizeLessThan(10);
        assertThat(loki.lines()).containsExactlyElementsOf(numbered(0, 50));
    }

    @Test
    void aPoisonedEntryOnDiskCostsItselfOnly() {
        loki.stop();
        try (LokiClient first = spooling().build()) {
            offerAll(first, numbered(0, 20));
        }
        loki.restart();
        loki.always(Misbehaviour.status(400, "snappy: corrupt input")
                .when(push -> push.lines().contains("line 7")));
        try (LokiClient second = spooling().build()) {
            Awaitility.await().atMost(PATIENCE).until(() -> second.ledger().recovered() == 20);
            assertThat(second.flush(PATIENCE)).isTrue();

            assertThat(second.ledger().delivered()).isEqualTo(19);
            assertThat(second.ledger().dropped()).isEqualTo(Map.of("poison", 1L));
            assertThat(second.ledger().balances()).isTrue();
        }
        assertThat(loki.lines()).hasSize(19).doesNotContain("line 7");
        assertThat(segments()).isEmpty();
    }

    @Test
    void aYoungBacklogLetsLiveLinesGoFirst() {
        loki.stop();
        try (LokiClient first = spooling().build()) {
            offerAll(first, numbered(0, 20));
        }
        loki.restart();
        loki.always(Misbehaviour.hang().when(SpoolingTest::isOfTheBacklog));
        try (LokiClient second =
                spooling().requestTimeout(Duration.ofSeconds(1)).build()) {
            Awaitility.await().atMost(PATIENCE).until(() -> second.ledger().recovered() == 20);
            second.offer(LokiEntry.of(Map.of("service_name", "other"), "live"));

            assertThat(loki.awaitEntries(1, PATIENCE)).isTrue();
            assertThat(loki.lines()).containsExactly("live");
            loki.behave();
            assertThat(second.flush(PATIENCE)).isTrue();
        }
        assertThat(loki.lines()).hasSize(21);
    }

    private static boolean isOfTheBacklog(ReceivedPush push) {
        return push.lines().contains("line 0");
    }

    @Test
    void anOldBacklogGoesFirstInOrder() {
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        loki.stop();
        try (LokiClient first = spooling().build()) {
            first.offer(entry("old 1", hourAgo));
            first.offer(entry("old 2", hourAgo.plusSeconds(1)));
        }
        loki.restart();
        loki.misbehave(Misbehaviour.delay(Duration.ofMillis(100)));
        try (LokiClient second = spooling().build()) {
            second.offer(entry("live"));
            Awaitility.await().atMost(PATIENCE).until(() -> second.ledger().delivered() == 3);
        }
        assertThat(loki.requests().stream().flatMap(push -> push.lines().stream()))
                .containsExactly("old 1", "old 2", "live");
    }

    @Test
    void aReloadGoesOnWithWhatIsOnDisk() {
        loki.stop();
        LokiClient first = spooling()
                .sharedName("LOKI")
                .shutdownTimeout(Duration.ofHours(1))
                .build();
        offerProbe(first);
        offerAll(first, numbered(1, 20));
        awaitSpooled(first, 19);
        first.closeAsync();
        try (LokiClient second = spooling().sharedName("LOKI").build()) {
            offerAll(second, List.of("mine"));
            loki.restart();

            Awaitility.await().atMost(PATIENCE).until(() -> loki.lines().size() == 21);
            assertThat(second.flush(PATIENCE)).isTrue();
            assertThat(second.ledger().appended()).isEqualTo(21);
            assertThat(second.ledger().recovered()).isZero();
            assertThat(second.ledger().delivered()).isEqualTo(21);
            assertThat(second.ledger().balances()).isTrue();
        }
        assertThat(loki.lines()).contains("line 19", "mine").hasSize(21);
    }

    @Test
    void aDirectoryThatCannotBeUsedIsToldAndEntriesWaitInMemory() throws IOException {
        Path file = Files.createFile(directory.resolve("taken"));
        loki.stop();
        try (LokiClient client =
                spooling().spoolDirectory(file.resolve("spool")).build()) {
            offerAll(client, numbered(0, 10));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> listener.warnings.stream().anyMatch(text -> text.contains("spoolDirectory")));
            loki.restart();

            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(client.ledger().delivered()).isEqualTo(10);
        }
    }

    @Test
    void anotherEndpointsSpoolIsNotTouched() {
        loki.stop();
        try (LokiClient first = spooling().tenantId("team-a").build()) {
            offerAll(first, numbered(0, 10));
        }
        loki.restart();
        try (LokiClient second = spooling().tenantId("team-b").build()) {
            offerAll(second, List.of("mine"));
            assertThat(second.flush(PATIENCE)).isTrue();
            assertThat(second.ledger().recovered()).isZero();
        }
        assertThat(loki.requests()).noneMatch(SpoolingTest::isOfTheBacklog);
    }

    private List<Path> segments() {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> path.toString().endsWith(".seg")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
