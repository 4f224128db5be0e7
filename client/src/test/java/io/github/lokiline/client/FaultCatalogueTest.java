package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Misbehaviour;
import io.github.lokiline.testkit.TcpRelay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault of {@link EmbeddedLoki}, of the relay in front of it and of an HTTP server, one after the other: the
 * ledger balances, Loki has every entry not counted as lost, and nothing that was not sent.
 */
@Tag("promise-3")
class FaultCatalogueTest {

    /** The statuses that reject a push finally: entries may be lost, and are counted. */
    private static final Set<Integer> FINAL = Set.of(413);

    @TempDir
    Path directory;

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final TcpRelay relay = TcpRelay.to(loki.port());

    /** A fault; {@code isFinal} if it may lose entries. */
    private record Fault(String name, boolean isFinal, BiConsumer<EmbeddedLoki, TcpRelay> begin) {
        @Override
        public String toString() {
            return name;
        }
    }

    @AfterEach
    void stop() {
        relay.close();
        loki.close();
    }

    static Stream<Fault> faults() {
        return Stream.of(
                        Misbehaviour.catalogue().stream()
                                .map(each -> new Fault(each.toString(), false, (loki, relay) -> loki.always(each))),
                        TcpRelay.Fault.catalogue().stream()
                                .map(each -> new Fault(each.toString(), false, (loki, relay) -> relay.always(each))),
                        Stream.of(
                                new Fault("stopped", false, (loki, relay) -> loki.stop()),
                                new Fault("refused connections", false, (loki, relay) -> relay.refuse())),
                        statuses())
                .flatMap(each -> each);
    }

    /** Returns all registered statuses but 1xx, 200 and 204, which would claim a success, and some unregistered. */
    private static Stream<Fault> statuses() {
        return IntStream.of(
                        201, 202, 260, 299, 300, 301, 302, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409,
                        410, 413, 415, 418, 421, 422, 425, 429, 431, 451, 500, 501, 502, 503, 504, 507, 520, 599)
                .mapToObj(status -> new Fault(
                        "only status " + status,
                        FINAL.contains(status),
                        (loki, relay) -> loki.always(Misbehaviour.status(status))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatPassesCostsNothing(Fault fault) {
        fault.begin().accept(loki, relay);
        LokiClient client = client().build();
        List<String> offered = offer(client, "passing");
        awaitThatItWasTried(client);

        recover();
        client.close();

        assertThatAllIsAccountedFor(fault, offered, client.ledger());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatLastsCostsNothingThatTheSpoolHolds(Fault fault) {
        fault.begin().accept(loki, relay);
        LokiClient first = client().spoolDirectory(directory)
                .shutdownTimeout(Duration.ofMillis(50))
                .build();
        List<String> offered = new ArrayList<>(offer(first, "lasting"));
        awaitThatItWasTried(first);
        first.close();
        Ledger left = first.ledger();
        assertThat(left.balances()).as(left.toString()).isTrue();
        assertThat(left.queued()).isZero();

        recover();
        LokiClient second = client().spoolDirectory(directory).build();
        offered.addAll(offer(second, "after"));
        Awaitility.await().atMost(PATIENCE).until(() -> second.ledger().recovered() == left.spooled());
        assertThat(second.flush(PATIENCE)).isTrue();
        second.close();

        assertThatAllIsAccountedFor(fault, offered, left, second.ledger());
    }

    private LokiClientBuilder client() {
        return quick(relay.url()).requestTimeout(Duration.ofMillis(500)).connectTimeout(Duration.ofMillis(500));
    }

    /** Offers entries of three streams, with metadata, so that every rule has something to reject. */
    private static List<String> offer(LokiClient client, String name) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String line = name + " " + i;
            LokiEntry plain = entry(line, Map.of("service_name", "orders", "part", "" + i % 3));
            assertThat(client.offer(new LokiEntry(
                            plain.labels(), plain.time(), line, Map.of("n", "" + i), null, Priority.NORMAL)))
                    .isTrue();
            lines.add(line);
        }
        return lines;
    }

    /** Waits until a push has met the fault, with any result. */
    private void awaitThatItWasTried(LokiClient client) {
        client.flush(Duration.ofMillis(50));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !loki.requests().isEmpty() || relay.connections() > 0 || isRefused(client));
    }

    private static boolean isRefused(LokiClient client) {
        return client.ledger().queued() + client.ledger().spooled() > 0;
    }

    private void recover() {
        loki.behave();
        loki.restart();
        relay.behave();
    }

    private void assertThatAllIsAccountedFor(Fault fault, List<String> offered, Ledger... ledgers) {
        List<Ledger> all = List.of(ledgers);
        Ledger last = ledgers[ledgers.length - 1];
        long lost = all.stream()
                .mapToLong(ledger -> ledger.droppedTotal() + ledger.refusedTotal())
                .sum();
        long delivered = all.stream().mapToLong(Ledger::delivered).sum();
        Set<String> missing = new HashSet<>(offered);
        missing.removeAll(loki.lines());

        assertThat(last.balances()).as(all.toString()).isTrue();
        assertThat(last.queued() + last.spooled()).as(all.toString()).isZero();
        assertThat(delivered + lost).as(all.toString()).isEqualTo(offered.size());
        assertThat(missing).as(all.toString()).hasSize((int) lost);
        assertThat(loki.lines()).isSubsetOf(offered).doesNotHaveDuplicates();
        assertThat(lost == 0 || fault.isFinal()).as(all.toString()).isTrue();
    }
}
