package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.internal.engine.InternalThread;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Misbehaviour;
import io.github.lokiline.testkit.TcpRelay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of one name and one destination share a pipeline, across any reload. */
class SharedPipelineTest {

    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void end() {
        loki.close();
    }

    @Test
    @Tag("promise-3")
    void eachNameKeepsItsOwnCountsInWhateverOrderTheyAreReopened() {
        loki.stop();
        LokiClient app = named("APP").build();
        LokiClient audit = named("AUDIT").build();
        app.offer(entry("app 1"));
        audit.offer(entry("audit 1"));
        audit.offer(entry("audit 2"));

        audit.closeAsync();
        app.closeAsync();
        try (LokiClient nextApp = named("APP").build();
                LokiClient nextAudit = named("AUDIT").build()) {
            assertThat(nextApp.ledger().appended()).isEqualTo(1);
            assertThat(nextAudit.ledger().appended()).isEqualTo(2);
            loki.restart();
            assertThat(nextApp.flush(PATIENCE) && nextAudit.flush(PATIENCE)).isTrue();
            assertThat(nextApp.ledger().delivered()).isEqualTo(1);
            assertThat(nextAudit.ledger().delivered()).isEqualTo(2);
        }
    }

    @Test
    void bothCountInOneLedgerWhileTheyAreOpen() {
        try (LokiClient before = named("APP").build();
                LokiClient after = named("APP").build()) {
            before.offer(entry("one"));
            after.offer(entry("two"));

            assertThat(after.flush(PATIENCE)).isTrue();
            assertThat(before.ledger()).isEqualTo(after.ledger());
            assertThat(after.ledger().delivered()).isEqualTo(2);
        }
    }

    @Test
    void aClientWithoutANameSharesNothing() {
        try (LokiClient one = quick(loki).build();
                LokiClient other = quick(loki).build()) {
            one.offer(entry("one"));

            assertThat(one.flush(PATIENCE)).isTrue();
            assertThat(other.ledger().appended()).isZero();
        }
    }

    @Test
    void anotherTenantIsAnotherPipeline() {
        try (LokiClient one = named("APP").tenantId("a").build();
                LokiClient other = named("APP").tenantId("b").build()) {
            one.offer(entry("one"));

            assertThat(other.ledger().appended()).isZero();
        }
    }

    @Test
    void anotherSpoolDirectoryIsAnotherPipeline(@TempDir Path directory) {
        try (LokiClient one =
                        named("APP").spoolDirectory(directory.resolve("a")).build();
                LokiClient other =
                        named("APP").spoolDirectory(directory.resolve("b")).build()) {
            one.offer(entry("one"));

            assertThat(other.ledger().appended()).isZero();
        }
    }

    @Test
    @Tag("promise-2")
    void eightReloadsStayWithinOneQueue() {
        loki.stop();
        long queueBytes = 256 * 1024;
        Random random = new Random(1);
        LokiClient client = named("APP").queueMaxBytes(queueBytes).build();
        for (int reload = 0; reload < 8; reload++) {
            for (int i = 0; i < 500; i++) {
                client.offer(entry(noise(random)));
            }
            LokiClient next = named("APP").queueMaxBytes(queueBytes).build();
            client.closeAsync();
            client = next;
        }

        // A line has 1,000 characters that no compression makes less than three quarters of.
        assertThat(client.ledger().queued()).isPositive().isLessThan(queueBytes / 750);
        assertThat(client.ledger().appended()).isEqualTo(8 * 500);
        assertThat(client.ledger().balances()).isTrue();
        client.close();
    }

    @Test
    void newSettingsApplyToTheLivingPipeline() {
        loki.stop();
        try (LokiClient small = named("APP").queueMaxBytes(64 * 1024).build();
                LokiClient large = named("APP").queueMaxBytes(16 << 20).build()) {
            Random random = new Random(1);
            for (int i = 0; i < 500; i++) {
                assertThat(large.offer(entry(noise(random)))).isTrue();
            }
            assertThat(small.ledger().queued()).isEqualTo(500);
        }
    }

    @Test
    @Tag("promise-8")
    void aClientOpenedWhileThePipelineDrainsKeepsItBeyondTheTimeout() {
        loki.stop();
        Duration timeout = Duration.ofMillis(200);
        LokiClient first = named("APP").shutdownTimeout(timeout).build();
        first.offer(entry("one"));
        first.closeAsync();
        try (LokiClient second = named("APP").shutdownTimeout(timeout).build()) {
            Awaitility.await()
                    .during(timeout.multipliedBy(2))
                    .atMost(PATIENCE)
                    .until(() -> second.ledger().queued() == 1);
            loki.restart();

            assertThat(second.flush(PATIENCE)).isTrue();
            assertThat(loki.lines()).containsExactly("one");
        }
    }

    @Test
    void theOlderClientsSettingsApplyAgainOnceTheNewerIsClosed() {
        RecordingListener older = new RecordingListener();
        RecordingListener newer = new RecordingListener();
        loki.stop();
        LokiClient first =
                named("APP").shutdownTimeout(Duration.ZERO).listener(older).build();
        named("APP").listener(newer).build().closeAsync();
        first.offer(entry("one"));

        Awaitility.await().atMost(PATIENCE).until(() -> !older.warnings.isEmpty());

        assertThat(newer.warnings).isEmpty();
        first.close();
    }

    @Test
    void newTimeoutsApplyToTheLivingPipeline() {
        try (LokiClient first = named("APP").requestTimeout(Duration.ofHours(1)).build()) {
            first.offer(entry("one"));
            assertThat(first.flush(PATIENCE)).isTrue();
            try (LokiClient second =
                    named("APP").requestTimeout(Duration.ofMillis(200)).build()) {
                loki.misbehave(Misbehaviour.hang());
                second.offer(entry("two"));

                assertThat(second.flush(PATIENCE)).isTrue();
                assertThat(loki.lines()).containsExactly("one", "two");
            }
        }
    }

    @Test
    void theSameSettingsKeepTheConnection() {
        assertThat(connectionsOfTwo(second -> second.batchMaxWait(Duration.ofMillis(77))))
                .isEqualTo(1);
    }

    @Test
    void aChangedTimeoutNeedsAnotherConnection() {
        assertThat(connectionsOfTwo(second -> second.connectTimeout(Duration.ofSeconds(7))))
                .isEqualTo(2);
    }

    /** Delivers an entry by each of two clients, the second with a change, and returns the number of their connections. */
    private int connectionsOfTwo(UnaryOperator<LokiClientBuilder> change) {
        try (TcpRelay relay = TcpRelay.to(loki.port());
                LokiClient first = named("APP").url(relay.url()).build()) {
            first.offer(entry("one"));
            assertThat(first.flush(PATIENCE)).isTrue();
            try (LokiClient second = change.apply(named("APP").url(relay.url())).build()) {
                second.offer(entry("two"));

                assertThat(second.flush(PATIENCE)).isTrue();
                return relay.connections();
            }
        }
    }

    @Test
    void startsAnewOnceThePipelineHasDrained() {
        LokiClient first = named("APP").build();
        first.offer(entry("one"));
        first.closeAsync();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(InternalThread.class::isInstance));

        try (LokiClient second = named("APP").build()) {
            assertThat(second.ledger().appended()).isZero();
            assertThat(first.ledger().delivered()).isEqualTo(1);
        }
    }

    @Test
    void inStrictOrderAReloadChangesNoOrder() {
        loki.stop();
        LokiClient client = named("APP").strictOrder(true).build();
        for (int i = 0; i < 50; i++) {
            client.offer(entry("line " + i));
            LokiClient next = named("APP").strictOrder(true).build();
            client.closeAsync();
            client = next;
        }
        loki.restart();

        assertThat(client.flush(PATIENCE)).isTrue();
        assertThat(loki.lines())
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> "line " + i).toList());
        client.close();
    }

    @Test
    @Tag("promise-3")
    void offersDuringReloadsAreAllAccountedFor() throws Exception {
        for (int round = 0; round < 20; round++) {
            LokiClient first = named("APP").build();
            CompletableFuture<Void> producer = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 2000; i++) {
                    first.offer(entry("line"));
                }
            });
            LokiClient second = named("APP").build();
            first.closeAsync();
            second.close();
            producer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            Awaitility.await().atMost(PATIENCE).until(() -> first.ledger().queued() == 0);
            assertThat(first.ledger().balances()).isTrue();
        }
    }

    private LokiClientBuilder named(String name) {
        return quick(loki).sharedName(name);
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder(1000);
        random.ints(1000, 33, 127).forEach(character -> text.append((char) character));
        return text.toString();
    }
}
