package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lokiline.client.internal.engine.InternalThread;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Misbehaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Promise 9: a stop is bounded, a start never waits, and nothing is lost between them. */
@Tag("promise-9")
class ClosingTest {

    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void stop() {
        loki.close();
    }

    @Test
    void closingDeliversWhatWaits() {
        LokiClient client = quick(loki).batchMaxWait(Duration.ofHours(1)).build();
        client.offer(entry("last words"));

        client.close();

        assertThat(loki.lines()).containsExactly("last words");
        assertThat(client.ledger().delivered()).isEqualTo(1);
    }

    @Test
    void closingEndsInTimeWhenLokiHangsAndCountsTheRest() throws Exception {
        loki.always(Misbehaviour.hang());
        LokiClient client = quick(loki).shutdownTimeout(Duration.ofMillis(100)).build();
        client.offer(entry("one"));
        client.offer(entry("two"));

        CompletableFuture.runAsync(client::close).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(client.ledger().dropped()).isEqualTo(Map.of("shutdown", 2L));
        assertThat(client.ledger().balances()).isTrue();
    }

    @Test
    void closingOnAnInterruptedThreadDeliversAndRestoresTheInterrupt() {
        LokiClient client = quick(loki).batchMaxWait(Duration.ofHours(1)).build();
        client.offer(entry("last words"));

        Thread.currentThread().interrupt();
        client.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(loki.lines()).containsExactly("last words");
        assertThat(client.ledger().delivered()).isEqualTo(1);
    }

    @Test
    void anInterruptDuringTheCloseDoesNotShortenIt() throws Exception {
        loki.misbehave(Misbehaviour.hang());
        LokiClient client = quick(loki).requestTimeout(Duration.ofMillis(500)).build();
        client.offer(entry("last words"));
        assertThat(loki.awaitRequests(1, PATIENCE)).isTrue();
        CompletableFuture<Boolean> isInterrupted = new CompletableFuture<>();
        Thread closing = new Thread(() -> {
            client.close();
            isInterrupted.complete(Thread.currentThread().isInterrupted());
        });
        closing.start();
        closing.interrupt();

        assertThat(isInterrupted.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(loki.lines()).containsExactly("last words");
        assertThat(client.ledger().delivered()).isEqualTo(1);
    }

    @Test
    void closingOnAnInterruptedThreadIsBoundedWhenLokiHangs() throws Exception {
        loki.always(Misbehaviour.hang());
        LokiClient client = quick(loki).shutdownTimeout(Duration.ofMillis(100)).build();
        client.offer(entry("one"));

        boolean isInterrupted = CompletableFuture.supplyAsync(() -> {
                    Thread.currentThread().interrupt();
                    client.close();
                    return Thread.interrupted();
                })
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(isInterrupted).isTrue();
        assertThat(client.ledger().dropped()).isEqualTo(Map.of("shutdown", 1L));
    }

    @Test
    void closingTellsHowManyItLeavesBehind() {
        loki.always(Misbehaviour.hang());
        RecordingListener listener = new RecordingListener();
        LokiClient client = quick(loki)
                .shutdownTimeout(Duration.ofMillis(100))
                .listener(listener)
                .build();
        client.offer(entry("one"));
        client.offer(entry("two"));

        client.close();

        assertThat(listener.warnings)
                .contains("stopped before Loki had everything, entries lost: 2; shutdownTimeout is 100 ms");
    }

    @Test
    void closingSaysNothingWhenNothingIsLeft() {
        RecordingListener listener = new RecordingListener();
        LokiClient client = quick(loki).listener(listener).build();
        client.offer(entry("one"));

        client.close();

        assertThat(listener.warnings).isEmpty();
    }

    @Test
    void aClosedClientRefusesAndCounts() {
        LokiClient client = quick(loki).build();
        client.close();

        assertThat(client.offer(entry("too late"))).isFalse();

        assertThat(client.ledger().dropped()).isEqualTo(Map.of("closed", 1L));
        assertThat(client.ledger().balances()).isTrue();
    }

    @Test
    void closingTwiceIsClosingOnce() {
        LokiClient client = quick(loki).build();

        client.close();
        client.close();
        client.closeAsync();

        assertThat(client.flush(PATIENCE)).isTrue();
    }

    @Test
    void noThreadOutlivesItsClient() {
        LokiClient client = quick(loki).build();
        client.offer(entry("hello"));
        client.close();

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(InternalThread.class::isInstance));
    }

    @Test
    void aBackgroundCloseDeliversWhatWaits() {
        LokiClient client = quick(loki).batchMaxWait(Duration.ofHours(1)).build();
        client.offer(entry("last words"));

        client.closeAsync();

        assertThat(loki.awaitEntries(1, PATIENCE)).isTrue();
    }

    @Test
    void aBackgroundCloseReturnsThoughLokiHangs() throws Exception {
        loki.always(Misbehaviour.hang());
        LokiClient client = shared().requestTimeout(Duration.ofMillis(500))
                .shutdownTimeout(Duration.ofHours(1))
                .build();
        client.offer(entry("waits"));

        CompletableFuture.runAsync(client::closeAsync).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(client.ledger().queued()).isEqualTo(1);
        // The next one goes on with the pipeline, and ends it at once: nothing outlives the test.
        shared().shutdownTimeout(Duration.ZERO).build().close();
        Awaitility.await().atMost(PATIENCE).until(() -> client.ledger().queued() == 0);
    }

    @Test
    void aBackgroundCloseCountsWhatItCouldNotDeliver() {
        loki.stop();
        LokiClient client = quick(loki).shutdownTimeout(Duration.ofMillis(50)).build();
        client.offer(entry("lost"));

        client.closeAsync();

        Awaitility.await().atMost(PATIENCE).until(() -> client.ledger().queued() == 0);
        assertThat(client.ledger().dropped()).isEqualTo(Map.of("shutdown", 1L));
    }

    @Test
    void theNextClientOfTheNameGoesOnWithWhatWasNotDelivered() {
        loki.stop();
        LokiClient first = shared().shutdownTimeout(Duration.ofHours(1)).build();
        for (int i = 0; i < 100; i++) {
            first.offer(entry("first " + i));
        }
        first.closeAsync();
        try (LokiClient second = shared().build()) {
            second.offer(entry("second"));
            loki.restart();

            assertThat(loki.awaitEntries(101, PATIENCE)).isTrue();
            Awaitility.await().atMost(PATIENCE).until(() -> second.ledger().queued() == 0);
            assertThat(second.ledger().appended()).isEqualTo(101);
            assertThat(second.ledger().delivered()).isEqualTo(101);
            assertThat(second.ledger().balances()).isTrue();
        }
        assertThat(loki.entries()).hasSize(101);
    }

    @Test
    void aClientOfAnotherEndpointHasItsOwnPipeline() {
        loki.stop();
        LokiClient first = shared().shutdownTimeout(Duration.ofMillis(300)).build();
        first.offer(entry("first"));
        first.closeAsync();
        try (EmbeddedLoki other = EmbeddedLoki.start();
                LokiClient second = quick(other).sharedName("LOKI").build()) {
            second.offer(entry("second"));
            second.flush(PATIENCE);
            Awaitility.await().atMost(PATIENCE).until(() -> first.ledger().queued() == 0);

            assertThat(other.lines()).containsExactly("second");
            assertThat(first.ledger().dropped()).isEqualTo(Map.of("shutdown", 1L));
        }
    }

    @Test
    void startingNeverWaitsForLoki() {
        loki.always(Misbehaviour.hang());

        try (LokiClient client = quick(loki).shutdownTimeout(Duration.ZERO).build()) {
            // There was no request to Loki, because there is nothing to send yet.
            assertThat(loki.requests()).isEmpty();
            assertThat(client.ledger().appended()).isZero();
        }
    }

    @Test
    void startingDoesNotConnect() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LokiClient client = quick("http://127.0.0.1:" + server.getLocalPort())
                        .shutdownTimeout(Duration.ZERO)
                        .build()) {
            server.setSoTimeout(1);

            // A connection would wait there to be accepted.
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
            assertThat(client.ledger().appended()).isZero();
        }
    }

    @Test
    @Tag("promise-3")
    void offersDuringTheCloseAreAllAccountedFor() throws Exception {
        for (int round = 0; round < 20; round++) {
            LokiClient client = quick(loki).build();
            CompletableFuture<Void> producer = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 5000; i++) {
                    client.offer(entry("line"));
                }
            });
            client.close();
            producer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat(client.ledger().queued()).isZero();
            assertThat(client.ledger().balances()).isTrue();
        }
    }

    @Test
    void aClientWithOtherCredentialsHasItsOwnPipeline() {
        loki.stop();
        LokiClient first = shared().basicAuth("team-a", "secret")
                .shutdownTimeout(Duration.ofMillis(300))
                .build();
        first.offer(entry("a secret of team a"));
        first.closeAsync();
        try (LokiClient second = shared().basicAuth("team-b", "secret").build()) {
            second.offer(entry("hello"));
            Awaitility.await().atMost(PATIENCE).until(() -> first.ledger().queued() == 0);
            loki.restart();
            second.flush(PATIENCE);

            assertThat(first.ledger().dropped()).isEqualTo(Map.of("shutdown", 1L));
        }
        assertThat(loki.lines()).containsExactly("hello");
    }

    @Test
    void whatIsHandedToAClientThatHasEndedIsCounted() {
        loki.always(Misbehaviour.hang());
        LokiClient first = shared().requestTimeout(Duration.ofMillis(500))
                .shutdownTimeout(Duration.ofHours(1))
                .build();
        first.offer(entry("first"));
        assertThat(loki.awaitRequests(1, PATIENCE)).isTrue();
        first.closeAsync();
        LokiClient second = shared().shutdownTimeout(Duration.ZERO).build();

        second.close();

        Awaitility.await().atMost(PATIENCE).until(() -> second.ledger().queued() == 0);
        assertThat(second.ledger().dropped()).isEqualTo(Map.of("shutdown", 1L));
        assertThat(second.ledger().balances()).isTrue();
    }

    @Test
    void threeStartsInARowLeaveOneDeliveryThread() {
        loki.misbehave(Misbehaviour.hang());
        LokiClient first = shared().requestTimeout(Duration.ofMillis(500)).build();
        first.offer(entry("first"));
        assertThat(loki.awaitRequests(1, PATIENCE)).isTrue();
        first.closeAsync();
        LokiClient second = shared().build();
        second.closeAsync();
        try (LokiClient third = shared().build()) {
            Awaitility.await().atMost(PATIENCE).until(() -> third.ledger().delivered() == 1);

            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                            .filteredOn(thread -> thread.getName().equals("lokiline-worker"))
                            .hasSize(1));
        }
    }

    @Test
    void aClientOpenedBeforeTheOldOneIsClosedGoesOnToo() {
        loki.stop();
        LokiClient first = shared().shutdownTimeout(Duration.ofHours(1)).build();
        first.offer(entry("before"));
        try (LokiClient second = shared().build()) {
            assertThat(first.offer(entry("between"))).isTrue();
            first.closeAsync();
            second.offer(entry("after"));
            loki.restart();

            assertThat(second.flush(PATIENCE)).isTrue();
            assertThat(loki.lines()).containsExactlyInAnyOrder("before", "between", "after");
            assertThat(second.ledger().delivered()).isEqualTo(3);
        }
    }

    @Test
    void closingOneOfTwoEndsNothing() {
        loki.stop();
        LokiClient first = shared().shutdownTimeout(Duration.ofHours(1)).build();
        first.offer(entry("hello"));
        shared().shutdownTimeout(Duration.ZERO).build().close();

        first.closeAsync();
        try (LokiClient next = shared().build()) {
            loki.restart();

            Awaitility.await().atMost(PATIENCE).until(() -> next.ledger().queued() == 0);
            assertThat(loki.lines()).containsExactly("hello");
            assertThat(next.ledger().delivered()).isEqualTo(1);
        }
    }

    private LokiClientBuilder shared() {
        return quick(loki).sharedName("LOKI");
    }
}
