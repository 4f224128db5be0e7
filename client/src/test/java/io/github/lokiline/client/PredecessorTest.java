package io.github.lokiline.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PredecessorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void end() {
        loki.close();
    }

    @Test
    void passesOnWhatItTookBeforeAndAfterItsSuccessorWasOpened() {
        loki.stop();
        try (LokiClient before = builder().build();
                LokiClient after = builder().predecessors(List.of(before)).build()) {
            before.offer(entry("one"));
            after.offer(entry("two"));
            before.closeInBackground();
            loki.restart();

            assertThat(after.flush(PATIENCE)).isTrue();
            assertThat(loki.lines()).containsExactlyInAnyOrder("one", "two");
            assertThat(after.ledger().delivered()).isEqualTo(2);
            assertThat(after.ledger().balances()).isTrue();
        }
    }

    @Test
    void hasOneSuccessor() {
        try (LokiClient before = builder().build();
                LokiClient after = builder().predecessors(List.of(before)).build();
                LokiClient late = builder().predecessors(List.of(before)).build()) {
            before.offer(entry("one"));
            before.closeInBackground();

            assertThat(after.flush(PATIENCE)).isTrue();
            assertThat(after.ledger().appended()).isEqualTo(1);
            assertThat(late.ledger().appended()).isZero();
        }
    }

    @Test
    void hasNoneThatWritesToAnotherPlace() {
        try (LokiClient before = builder().build();
                LokiClient other = builder()
                        .tenantId("other")
                        .predecessors(List.of(before))
                        .build()) {
            before.offer(entry("one"));

            assertThat(before.flush(PATIENCE)).isTrue();
            assertThat(other.ledger().appended()).isZero();
        }
    }

    private LokiClientBuilder builder() {
        return LokiClient.builder()
                .url(loki.url())
                .flushOnExit(false)
                .batchMaxWait(Duration.ofMillis(20))
                .retryMinBackoff(Duration.ofMillis(20))
                .retryMaxBackoff(Duration.ofMillis(100));
    }

    private static LokiEntry entry(String line) {
        return LokiEntry.of(Map.of("service_name", "orders"), line);
    }
}
