package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.TcpRelay;
import io.github.lokiline.testkit.TcpRelay.Fault;
import java.time.Duration;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The faults of a broken network: resets, and responses that never arrive completely. */
class BrokenConnectionsTest {

    private static final int ENTRIES = 50;

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final TcpRelay relay = TcpRelay.to(loki.port());

    @AfterEach
    void stop() {
        relay.close();
        loki.close();
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.resetBeforeRequest(),
                Fault.resetInRequest(40),
                Fault.resetAfterRequest(),
                Fault.closeWithoutAnswer(),
                Fault.cutAnswerAfter(12));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aConnectionThatBreaksCostsNothing(Fault fault) {
        relay.misbehave(fault, fault, fault);
        try (LokiClient client =
                quick(relay.url()).requestTimeout(Duration.ofSeconds(2)).build()) {
            for (int i = 0; i < ENTRIES; i++) {
                client.offer(entry("line " + i));
            }

            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(client.ledger().delivered()).isEqualTo(ENTRIES);
            assertThat(client.ledger().balances()).isTrue();
        }
        assertThat(new HashSet<>(loki.lines())).hasSize(ENTRIES);
    }

    @Test
    void aPortWhereNobodyListensForAWhileCostsNothing() {
        relay.refuse();
        try (LokiClient client = quick(relay.url()).build()) {
            client.offer(entry("hello"));
            client.flush(Duration.ofMillis(100));
            relay.behave();

            assertThat(client.flush(PATIENCE)).isTrue();
        }
        assertThat(loki.lines()).containsExactly("hello");
    }
}
