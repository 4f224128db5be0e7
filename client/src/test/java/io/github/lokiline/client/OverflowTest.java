package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.internal.producer.EntryEncoder;
import io.github.lokiline.client.internal.producer.LabelNames;
import io.github.lokiline.testkit.EmbeddedLoki;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Promise 2: memory is bounded, and entries that do not fit are counted. */
@Tag("promise-2")
class OverflowTest {

    private static final int QUEUE_BYTES = 256 * 1024;

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final RecordingListener listener = new RecordingListener();
    private final Random random = new Random(5);

    @AfterEach
    void stop() {
        loki.close();
    }

    @Test
    void refusesTheNewestWhenTheQueueIsFullAndCountsIt() {
        loki.stop();
        try (LokiClient client = full(OverflowPolicy.DROP_NEWEST)) {
            long taken = client.ledger().queued();

            assertThat(client.offer(entry("one more"))).isFalse();
            assertThat(client.ledger().balances()).isTrue();
            loki.restart();
            client.flush(PATIENCE);
            // There may also be the line that reports the loss to Loki.
            assertThat(loki.lines())
                    .filteredOn(line -> !line.contains("lost_events"))
                    .hasSize((int) taken);
        }
        assertThat(loki.lines().get(0)).startsWith("0 ");
    }

    @Test
    void aFullQueueStillTakesErrors() {
        loki.stop();
        try (LokiClient client = full(OverflowPolicy.DROP_NEWEST)) {
            assertThat(client.offer(entry("info"))).isFalse();
            assertThat(client.offer(entry("warning", Priority.HIGH))).isTrue();
            assertThat(client.offer(entry("error", Priority.URGENT))).isTrue();
            loki.restart();
            client.flush(PATIENCE);
        }
        assertThat(loki.lines()).contains("warning", "error");
    }

    @Test
    void dropsTheOldestWhenToldSo() {
        loki.stop();
        try (LokiClient client = full(OverflowPolicy.DROP_OLDEST)) {
            Awaitility.await().atMost(PATIENCE).until(() -> client.offer(entry("newest")));
            loki.restart();
            client.flush(PATIENCE);

            assertThat(client.ledger().dropped()).containsKey("queue_full");
            assertThat(client.ledger().balances()).isTrue();
        }
        assertThat(loki.lines()).contains("newest");
    }

    @Test
    void blockingLosesNothingWhileLokiIsOnlySlow() {
        try (LokiClient client = quick(loki)
                .queueMaxBytes(QUEUE_BYTES)
                .overflow(OverflowPolicy.BLOCK)
                .overflowMaxBlock(Duration.ofMinutes(1))
                .build()) {
            for (int i = 0; i < 2000; i++) {
                assertThat(client.offer(entry(noise(i, 1000)))).isTrue();
            }
            client.flush(PATIENCE);

            assertThat(client.ledger().delivered()).isEqualTo(2000);
        }
        assertThat(loki.entries()).hasSize(2000);
    }

    @Test
    void blockingEndsAndIsCountedWhenLokiIsGone() {
        loki.stop();
        try (LokiClient client = full(OverflowPolicy.BLOCK)) {
            assertThat(client.offer(entry(noise(1, 10_000)))).isFalse();
            assertThat(client.ledger().dropped()).containsKey("queue_full");
        }
    }

    @Test
    void noMoreOfALineIsCopiedThanLokiTakes() {
        try (LokiClient client = quick(loki).queueMaxBytes(QUEUE_BYTES).build()) {
            EntryEncoder entry = client.newEntry();
            entry.begin(Priority.NORMAL);

            entry.copyLine(new byte[8 * 1024 * 1024], 8 * 1024 * 1024);

            assertThat(entry.array()).hasSizeLessThan(1024 * 1024);
            entry.abandon(DropReason.EMPTY_LINE);
        }
    }

    @Test
    void oneLongLineDoesNotKeepShortOnesOut() {
        try (LokiClient client = quick(loki).queueMaxBytes(QUEUE_BYTES).build()) {
            EntryEncoder entry = client.newEntry();
            LabelNames names = LabelNames.of(java.util.List.of("service_name"));
            String[] values = {"orders"};
            entry.begin(Priority.NORMAL);
            entry.copyLine(new byte[220 * 1024], 220 * 1024);
            entry.offer(names, values, null);
            client.flush(PATIENCE);

            assertThat(entry.begin(Priority.NORMAL)).isTrue();
            entry.abandon(DropReason.EMPTY_LINE);
        }
    }

    @Test
    void theOperatorHearsOfLostEntriesWithTheirNumber() {
        loki.stop();
        try (LokiClient client = full(OverflowPolicy.DROP_NEWEST)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> listener.warnings.stream().anyMatch(text -> text.startsWith("the queue is full")));
            assertThat(client.ledger().droppedTotal()).isPositive();
        }
    }

    @Test
    void whatWasLostBeforeAClientWasReplacedIsToldByTheNext() {
        loki.stop();
        LokiClient first = full(OverflowPolicy.DROP_NEWEST);
        long lost = first.ledger().droppedTotal();
        try (LokiClient second = quick(loki).sharedName("LOKI").build()) {
            first.closeAsync();
            loki.restart();
            second.offer(entry("after"));

            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(loki.lines())
                            .filteredOn(line -> line.contains("lost_events"))
                            .singleElement()
                            .asString()
                            .contains("\"queue_full\":" + lost));
        }
    }

    /** Offers until the queue refuses and nothing in progress can make room any more. */
    private LokiClient full(OverflowPolicy overflow) {
        LokiClient client = quick(loki)
                .sharedName("LOKI")
                .queueMaxBytes(QUEUE_BYTES)
                .overflow(overflow)
                .overflowMaxBlock(Duration.ofMillis(1))
                .shutdownTimeout(Duration.ZERO)
                .listener(listener)
                .build();
        int offered = 0;
        while (client.ledger().droppedTotal() < 200 && offered < 100_000) {
            client.offer(entry(noise(offered++, 1000)));
        }
        while (overflow != OverflowPolicy.DROP_OLDEST && hasRoomOnceCompressed(client)) {
            fill(client);
        }
        return client;
    }

    /** Offers after a flush, which closes and compresses the open batch and so makes room: a refusal is final then. */
    private static boolean hasRoomOnceCompressed(LokiClient client) {
        client.flush(Duration.ofMillis(100));
        return client.offer(entry("filler"));
    }

    private void fill(LokiClient client) {
        int offered = 0;
        while (client.offer(entry(noise(offered, 100))) && offered < 100_000) {
            offered++;
        }
    }

    /** Returns text that hardly compresses. */
    private String noise(int number, int length) {
        StringBuilder text = new StringBuilder(length).append(number).append(' ');
        while (text.length() < length) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }
}
