package io.github.lokiline.loki;

import static io.github.lokiline.loki.TestClient.PATIENCE;
import static io.github.lokiline.loki.TestClient.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.loki.internal.http.Push;
import io.github.lokiline.loki.internal.http.Response;
import io.github.lokiline.loki.internal.http.Sender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Promise 1 and 3 when the transport itself is broken: the worker goes on, with a sender of its own making. */
@Tag("promise-1")
class WorkerSurvivalTest {

    private final AtomicInteger made = new AtomicInteger();

    @Test
    void aSenderThatCannotBeMadeIsMadeAgain() {
        assertDelivers(() -> {
            if (made.incrementAndGet() < 3) {
                throw new NoClassDefFoundError("okhttp3/OkHttpClient");
            }
            return new AcceptingSender();
        });
    }

    @Test
    void aPushThatThrowsAnErrorIsMadeAgain() {
        assertDelivers(() -> made.incrementAndGet() < 3
                ? new AcceptingSender() {
                    @Override
                    public void push(Push push, Consumer<Response> done) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                }
                : new AcceptingSender());
    }

    private static void assertDelivers(Supplier<Sender> senders) {
        Settings settings = new Settings(
                "http://127.0.0.1:1",
                "",
                "test",
                50,
                1 << 20,
                Duration.ofMillis(5),
                1 << 20,
                Overflow.DROP_NEWEST,
                Duration.ofMillis(1),
                Duration.ofDays(7),
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                false,
                false,
                null);
        Notices notices = new Notices(ClientListener.NONE, Time.SYSTEM);
        try (LokiClient client = new LokiClient(
                settings, "test", senders, notices, new DeadLetters(ClientListener.NONE, null, notices), List.of())) {
            client.offer(entry("hello"));

            Awaitility.await().atMost(PATIENCE).until(() -> client.flush(Duration.ofMillis(200)));
            assertThat(client.ledger().delivered()).isEqualTo(1);
            assertThat(client.ledger().balances()).isTrue();
        }
    }

    private static class AcceptingSender implements Sender {

        @Override
        public void push(Push push, Consumer<Response> done) {
            done.accept(new Response(204, "", 0));
        }

        @Override
        public void close() {}
    }
}
