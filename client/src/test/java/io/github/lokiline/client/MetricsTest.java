package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lokiline.client.internal.engine.DrivenPipeline;
import io.github.lokiline.client.internal.stats.MetricsSource;
import io.github.lokiline.client.internal.stats.MicrometerBinding;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Misbehaviour;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger as meters: read when scraped, removed with the client, optional where Micrometer is missing. */
class MetricsTest {

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void listen() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void stop() {
        Metrics.removeRegistry(registry);
        loki.close();
    }

    @Test
    void showsTheLedger() {
        try (LokiClient client = quick(loki).metricsName("shop").build()) {
            client.offer(entry("one"));
            client.offer(entry("two", Map.of("service_name", "bills")));
            assertThat(client.flush(PATIENCE)).isTrue();

            assertThat(value("lokiline.entries.appended", "shop")).isEqualTo(2);
            assertThat(value("lokiline.entries.delivered", "shop")).isEqualTo(2);
            assertThat(value("lokiline.queue.entries", "shop")).isZero();
            assertThat(value("lokiline.streams.active", "shop")).isEqualTo(2);
        }
    }

    @Test
    void registersNothingBeforeTheApplicationHasARegistry() {
        Metrics.removeRegistry(registry);
        try (LokiClient client = quick(loki).metricsName("shop").build()) {
            deliver(client, "one");
            assertThat(lokiline()).isEmpty();

            Metrics.addRegistry(registry);
            deliver(client, "two");

            awaitMeters("shop");
            assertThat(value("lokiline.entries.delivered", "shop")).isEqualTo(2);
        }
    }

    @Test
    void showsWhatWaits() {
        loki.always(Misbehaviour.hang());
        try (LokiClient client =
                quick(loki).metricsName("shop").shutdownTimeout(Duration.ZERO).build()) {
            client.offer(entry("one"));
            awaitMeters("shop");

            assertThat(value("lokiline.queue.entries", "shop")).isEqualTo(1);
            assertThat(value("lokiline.queue.bytes", "shop")).isPositive();
        }
    }

    @Test
    void showsHowPushesWent() {
        loki.misbehave(Misbehaviour.status(503, "busy"));
        try (LokiClient client = quick(loki).metricsName("shop").build()) {
            deliver(client, "one");

            assertThat(pushes("transient")).isEqualTo(1);
            assertThat(pushes("accepted")).isEqualTo(1);
            assertThat(pushes("throttled")).isZero();
            assertThat(value("lokiline.push.bytes", "shop")).isPositive();
            assertThat(registry.get("lokiline.push.time").functionTimer().count())
                    .isEqualTo(2);
            assertThat(value("lokiline.push.last.success", "shop"))
                    .isCloseTo(System.currentTimeMillis() / 1e3, within(60.0));
            // Loki has responded that it has not stored them.
            assertThat(value("lokiline.entries.repeated", "shop")).isZero();
        }
    }

    @Test
    void whatNeverLeftIsNotRepeated() {
        loki.stop();
        try (LokiClient client = quick(loki).metricsName("shop").build()) {
            client.offer(entry("one"));
            Awaitility.await().atMost(PATIENCE).until(client::isFailing);
            loki.restart();
            assertThat(client.flush(PATIENCE)).isTrue();

            assertThat(pushes("transient")).isPositive();
            assertThat(value("lokiline.entries.repeated", "shop")).isZero();
        }
    }

    @Test
    void showsWhatLokiMayHaveTwice() {
        loki.misbehave(Misbehaviour.storeThenHang());
        try (LokiClient client = quick(loki)
                .metricsName("shop")
                .requestTimeout(Duration.ofMillis(300))
                .build()) {
            deliver(client, "one");

            assertThat(value("lokiline.entries.repeated", "shop")).isEqualTo(1);
        }
    }

    @Test
    void showsThatLokiFailsAndForHowLongEntriesWait(@TempDir Path directory) {
        loki.always(Misbehaviour.status(503, "busy"));
        try (LokiClient client = quick(loki)
                .metricsName("shop")
                .spoolDirectory(directory)
                .shutdownTimeout(Duration.ZERO)
                .build()) {
            client.offer(entry("old", Instant.now().minusSeconds(1000)));
            awaitMeters("shop");

            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(value("lokiline.entries.age", "shop")).isBetween(1000.0, 1100.0));
            assertThat(value("lokiline.failing", "shop")).isEqualTo(1);
            assertThat(client.isFailing()).isTrue();
            assertThat(value("lokiline.spool.bytes", "shop")).isPositive();
            assertThat(value("lokiline.push.last.success", "shop")).isNaN();

            loki.behave();
            assertThat(client.flush(PATIENCE)).isTrue();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(value("lokiline.failing", "shop")).isZero());
            assertThat(value("lokiline.entries.age", "shop")).isZero();
        }
    }

    @Test
    void nothingIsTouchedBeforeTheFirstEntry() {
        try (LokiClient client = quick(loki).build()) {
            assertThat(client.flush(PATIENCE)).isTrue();

            assertThat(lokiline()).isEmpty();
        }
    }

    @Test
    void everyReasonToDropIsThereFromTheFirstEntry() {
        try (LokiClient client = quick(loki).build()) {
            deliver(client, "one");

            assertThat(registry.find("lokiline.entries.dropped").meters())
                    .extracting(meter -> meter.getId().getTag("reason"))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(DropReason.values())
                            .map(DropReason::word)
                            .toList());
        }
    }

    @Test
    void aDropIsCountedUnderItsReason() {
        try (LokiClient client = quick(loki).queueMaxBytes(64 * 1024).build()) {
            deliver(client, "one");
            client.offer(entry("x".repeat(100_000)));

            assertThat(registry.get("lokiline.entries.dropped")
                            .tag("reason", "queue_full")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void aReasonOfLokiAppearsWithItsFirstRefusal() {
        try (LokiClient client = refused()) {
            String reason = client.ledger().refused().keySet().iterator().next();

            assertThat(registry.get("lokiline.entries.refused")
                            .tag("reason", reason)
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void theDocumentedTableIsWhatIsRegistered() throws IOException {
        try (LokiClient client = refused()) {
            assertThat(client.ledger().refusedTotal()).isEqualTo(1);

            assertThat(rows()).isNotEmpty().isEqualTo(documentedRows());
        }
    }

    @Test
    void metersGoWithTheClient() {
        LokiClient closed = quick(loki).build();
        deliver(closed, "one");
        assertThat(lokiline()).isNotEmpty();
        closed.close();
        assertThat(lokiline()).isEmpty();

        LokiClient reloaded = quick(loki).build();
        deliver(reloaded, "two");
        assertThat(lokiline()).isNotEmpty();
        reloaded.closeAsync();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lokiline()).isEmpty());
    }

    @Test
    void aReloadKeepsTheNameAndTheCounts() {
        loki.always(Misbehaviour.hang());
        LokiClient old = quick(loki).sharedName("SHOP").metricsName("shop").build();
        old.offer(entry("before"));
        old.closeAsync();

        try (LokiClient next = quick(loki)
                .sharedName("SHOP")
                .metricsName("shop")
                .shutdownTimeout(Duration.ZERO)
                .build()) {
            next.offer(entry("after"));
            awaitMeters("shop");

            assertThat(value("lokiline.entries.appended", "shop")).isEqualTo(2);
        }
    }

    @Test
    void aReloadMayRenameTheMetersOrTurnThemOff() {
        try (LokiClient first =
                quick(loki).sharedName("SHOP").metricsName("shop").build()) {
            deliver(first, "one");
            awaitMeters("shop");
            try (LokiClient second =
                    quick(loki).sharedName("SHOP").metricsName("store").build()) {
                deliver(second, "two");
                awaitMeters("store");
                assertThat(value("lokiline.entries.appended", "store")).isEqualTo(2);
                try (LokiClient third =
                        quick(loki).sharedName("SHOP").metrics(false).build()) {
                    deliver(third, "three");

                    Awaitility.await()
                            .atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(lokiline()).isEmpty());
                }
            }
        }
    }

    @Test
    void aSecondClientOfTheSameNameIsNumbered() {
        try (LokiClient first = quick(loki).metricsName("shop").build();
                LokiClient second = quick(loki).metricsName("shop").build()) {
            deliver(first, "one");
            deliver(second, "two");
            deliver(second, "three");

            assertThat(value("lokiline.entries.appended", "shop")).isEqualTo(1);
            assertThat(value("lokiline.entries.appended", "shop-2")).isEqualTo(2);
        }
    }

    @Test
    void canBeSwitchedOff() {
        try (LokiClient client = quick(loki).metrics(false).build()) {
            assertThat(client.offer(entry("one"))).isTrue();

            assertThat(lokiline()).isEmpty();
        }
    }

    @Test
    void refusesABlankName() {
        assertThat(quick(loki).metricsName(" ").faults())
                .singleElement()
                .asString()
                .startsWith("metricsName \" \":");
    }

    @Test
    void aRegistryThatThrowsCostsTheMetersOnly() {
        registry.config().meterFilter(new Refusing());
        try (LokiClient client = quick(loki).build()) {
            client.offer(entry("one"));

            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(loki.lines()).containsExactly("one");
        }
    }

    @Test
    void theRegistryKeepsNoClientAlive() {
        WeakReference<MetricsSource> readings = registerAndForget();

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            System.gc();
            assertThat(readings.get()).isNull();
        });
        lokiline().forEach(meter -> Metrics.globalRegistry.remove(meter.getId()));
    }

    @Test
    void deliversWithoutMicrometer() throws Exception {
        try (URLClassLoader without = withoutMicrometer()) {
            Assertions.assertThatThrownBy(() -> without.loadClass(Metrics.class.getName()))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> type = without.loadClass(LokiClient.class.getName());
            Object builder = type.getMethod("builder").invoke(null);
            builder.getClass().getMethod("url", String.class).invoke(builder, loki.url());

            Object client = builder.getClass().getMethod("build").invoke(builder);
            Class<?> entry = without.loadClass(LokiEntry.class.getName());
            Object one = entry.getMethod("of", Map.class, String.class).invoke(null, TestClient.LABELS, "one");
            type.getMethod("offer", entry).invoke(client, one);
            type.getMethod("close").invoke(client);

            assertThat(loki.lines()).containsExactly("one");
            assertThat(lokiline()).isEmpty();
        }
    }

    /** Creates a class loader whose parent is the boot loader: any other parent finds classes of the module path. */
    private static URLClassLoader withoutMicrometer() {
        URL[] needed = Stream.of(LokiClient.class, okhttp3.OkHttpClient.class, okio.Okio.class, kotlin.Unit.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        return new URLClassLoader(needed, null);
    }

    private static WeakReference<MetricsSource> registerAndForget() {
        DrivenPipeline driven = new DrivenPipeline(false);
        MetricsSource readings = new MetricsSource(driven.context, driven.pipeline);
        MicrometerBinding.register("forgotten", readings);
        return new WeakReference<>(readings);
    }

    /** Returns a client with one entry that Loki has rejected as too old. */
    private LokiClient refused() {
        LokiClient client = quick(loki).maxAge(Duration.ofDays(300)).build();
        client.offer(entry("old", Instant.now().minus(Duration.ofDays(30))));
        assertThat(client.flush(PATIENCE)).isTrue();
        return client;
    }

    private static void deliver(LokiClient client, String line) {
        client.offer(entry(line));
        assertThat(client.flush(PATIENCE)).isTrue();
    }

    /** Waits for the meters of a client whose entries are never delivered, so that no flush can be awaited. */
    private void awaitMeters(String client) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> registry.find("lokiline.streams.active")
                                .tag("client", client)
                                .meter()
                        != null);
    }

    private double pushes(String outcome) {
        return registry.get("lokiline.pushes")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }

    private double value(String meter, String client) {
        return registry.get(meter)
                .tag("client", client)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    private Collection<Meter> lokiline() {
        return Metrics.globalRegistry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("lokiline."))
                .toList();
    }

    private Set<String> rows() {
        return lokiline().stream()
                .map(Meter::getId)
                .map(id -> "| `" + id.getName() + "` | " + id.getType().name().toLowerCase(Locale.ROOT) + " | "
                        + Objects.requireNonNullElse(id.getBaseUnit(), "–") + " | "
                        + id.getTags().stream()
                                .map(Tag::getKey)
                                .map(key -> "`" + key + "`")
                                .collect(Collectors.joining(", "))
                        + " |")
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> documentedRows() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "metrics.md")).stream()
                .filter(line -> line.startsWith("| `lokiline."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static final class Refusing implements MeterFilter {
        @Override
        public Meter.Id map(Meter.Id id) {
            throw new IllegalStateException("no meters today");
        }
    }
}
