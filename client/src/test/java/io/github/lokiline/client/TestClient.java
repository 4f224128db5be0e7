package io.github.lokiline.client;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A client with short times and entries that are easy to distinguish, shared by the delivery tests. */
public final class TestClient {

    /** A deadline that only a failing test reaches. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    static final Map<String, String> LABELS = Map.of("service_name", "orders", "host", "web-1");

    private TestClient() {}

    /** Returns a builder: batches close at once, retries follow within milliseconds, no shutdown hook is left. */
    static LokiClientBuilder quick(EmbeddedLoki loki) {
        return quick(loki.url());
    }

    static LokiClientBuilder quick(String url) {
        return LokiClient.builder()
                .url(url)
                .batchMaxWait(Duration.ofMillis(5))
                .retryMinBackoff(Duration.ofMillis(10))
                .retryMaxBackoff(Duration.ofMillis(20))
                .flushOnExit(false);
    }

    static LokiEntry entry(String line) {
        return LokiEntry.of(LABELS, line);
    }

    static LokiEntry entry(String line, Priority priority) {
        return new LokiEntry(LABELS, Instant.now(), line, Map.of(), null, priority);
    }

    static LokiEntry entry(String line, Instant time) {
        return new LokiEntry(LABELS, time, line, Map.of(), null, Priority.NORMAL);
    }

    static LokiEntry entry(String line, Map<String, String> labels) {
        return LokiEntry.of(labels, line);
    }
}
