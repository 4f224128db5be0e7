package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.quick;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Misbehaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After any sequence of faults and restarts, the ledger balances and Loki has every entry not counted as lost. */
@Tag("promise-3")
class RandomFaultsTest {

    private static final int STEPS = 40;

    @TempDir
    Path directory;

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final List<String> accepted = new ArrayList<>();
    private boolean isDown;

    @AfterEach
    void stop() {
        loki.close();
    }

    /** The seeds of the sequences. The name of a failed test contains its seed: put it here alone to repeat it. */
    static Stream<Long> seeds() {
        Random random = new Random();
        return Stream.concat(
                IntStream.range(0, 10).mapToObj(Long::valueOf),
                Stream.generate(() -> random.nextLong(1_000_000)).limit(5));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostThatIsNotCounted(long seed) {
        Random random = new Random(seed);
        LokiClient client = open(random);
        for (int step = 0; step < STEPS; step++) {
            client = step(random, client, step);
        }
        finish(client);
    }

    private void finish(LokiClient client) {
        recover(client);
        // No flush ends the half minute that a page in Loki's place costs; the end of a process does.
        client.close();
        LokiClient last = open(new Random(0));
        deliverAll(last);
        last.close();

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThatAllIsAccountedFor(last.ledger()));
    }

    private static void assertThatAllIsAccountedFor(Ledger ledger) {
        assertThat(ledger.balances()).as(ledger.toString()).isTrue();
        assertThat(ledger.queued() + ledger.spooled()).as(ledger.toString()).isZero();
        assertThat(ledger.droppedTotal() + ledger.refusedTotal())
                .as(ledger.toString())
                .isZero();
    }

    /** Waits for the delivery of all entries: a client that ends in the background may leave some to a later one. */
    private void deliverAll(LokiClient client) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> client.flush(Duration.ofMillis(500))
                        && new HashSet<>(loki.lines()).equals(new HashSet<>(accepted)));
    }

    private LokiClient step(Random random, LokiClient client, int step) {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> offerSome(random, client, step);
            case 3 -> loki.misbehave(fault(random), fault(random));
            case 4 -> switchOver();
            case 5 -> client.flush(Duration.ofMillis(random.nextInt(30)));
            case 6 -> {
                return restart(random, client);
            }
            default -> {
                return reload(random, client);
            }
        }
        return client;
    }

    private LokiClient open(Random random) {
        return quick(loki)
                .sharedName("LOKI")
                .spoolDirectory(directory)
                .requestTimeout(Duration.ofMillis(200))
                .shutdownTimeout(Duration.ofMillis(random.nextInt(100)))
                .batchMaxBytes(random.nextBoolean() ? 2048 : 1 << 20)
                .build();
    }

    private void offerSome(Random random, LokiClient client, int step) {
        int lines = 1 + random.nextInt(50);
        for (int i = 0; i < lines; i++) {
            String line = "step " + step + " line " + i + " " + "x".repeat(random.nextInt(200));
            Map<String, String> labels = Map.of("service_name", "orders", "shard", String.valueOf(random.nextInt(4)));
            Priority priority = random.nextInt(20) == 0 ? Priority.URGENT : Priority.NORMAL;
            assertThat(client.offer(new LokiEntry(labels, Instant.now(), line, Map.of("n", "" + i), null, priority)))
                    .isTrue();
            accepted.add(line);
        }
    }

    private static Misbehaviour fault(Random random) {
        return switch (random.nextInt(14)) {
            case 0 -> Misbehaviour.status(500);
            case 1 -> Misbehaviour.status(503, "<html>no backend</html>");
            case 2 -> Misbehaviour.status(429, "", Map.of("Retry-After", "0"));
            case 3 -> Misbehaviour.hugeBody(502, 1_000_000);
            case 4 -> Misbehaviour.storeThenStatus(500);
            case 5 -> Misbehaviour.hang();
            case 6 -> Misbehaviour.storeThenHang();
            case 7 -> Misbehaviour.delay(Duration.ofMillis(random.nextInt(50)));
            case 8 -> Misbehaviour.certificateMissing();
            case 9 -> Misbehaviour.signInPage();
            case 10 -> Misbehaviour.page(random.nextBoolean() ? 402 : 451);
            case 11 -> Misbehaviour.tooSlowAbove(500);
            case 12 -> Misbehaviour.brokenSignInPage();
            default ->
                Misbehaviour.status(413, "request body too large")
                        .when(push -> push.lines().size() > 1);
        };
    }

    private void switchOver() {
        if (isDown) {
            loki.restart();
        } else {
            loki.stop();
        }
        isDown = !isDown;
    }

    /** Ends cleanly and starts as the next process does. */
    private LokiClient restart(Random random, LokiClient client) {
        client.close();
        return open(random);
    }

    /** As Spring Boot does it, which closes first, or as Log4j does, which opens first. */
    private LokiClient reload(Random random, LokiClient client) {
        if (random.nextBoolean()) {
            client.closeAsync();
            return open(random);
        }
        LokiClient next = open(random);
        client.closeAsync();
        return next;
    }

    private void recover(LokiClient client) {
        loki.behave();
        if (isDown) {
            loki.restart();
        }
        assertThat(client.ledger().droppedTotal()).isZero();
    }
}
