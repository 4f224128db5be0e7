package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.internal.config.ClientConfig;
import io.github.lokiline.client.internal.engine.PipelineRegistry;
import io.github.lokiline.client.internal.engine.PipelineSettings;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.http.PushSender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Promises 1 and 3 with a broken transport: the delivery thread creates a new sender and continues. */
@Tag("promise-1")
class DeliveryThreadSurvivalTest {

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
                    public void push(String tenant, byte[] body, Consumer<PushResponse> done) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                }
                : new AcceptingSender());
    }

    private static void assertDelivers(Supplier<PushSender> senders) {
        ClientConfig settings = new ClientConfig(
                "http://127.0.0.1:1",
                "",
                "test",
                50,
                1 << 20,
                Duration.ofMillis(5),
                1 << 20,
                OverflowPolicy.DROP_NEWEST,
                Duration.ofMillis(1),
                Duration.ofDays(7),
                Duration.ofSeconds(10),
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                false,
                false,
                null);
        PipelineSettings pipeline =
                new PipelineSettings(settings, "test", reporter -> senders.get(), DeliveryListener.NONE, null, null);
        try (LokiClient client = new LokiClient(PipelineRegistry.open(pipeline))) {
            client.offer(entry("hello"));

            Awaitility.await().atMost(PATIENCE).until(() -> client.flush(Duration.ofMillis(200)));
            assertThat(client.ledger().delivered()).isEqualTo(1);
            assertThat(client.ledger().balances()).isTrue();
        }
    }

    private static class AcceptingSender implements PushSender {

        @Override
        public void push(String tenant, byte[] body, Consumer<PushResponse> done) {
            done.accept(new PushResponse(204, "", 0));
        }

        @Override
        public void close() {}
    }
}
