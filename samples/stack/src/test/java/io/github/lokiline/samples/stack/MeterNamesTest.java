package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.LokiClient;
import io.github.lokiline.client.LokiEntry;
import io.github.lokiline.client.Priority;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tests that lokiline's meters have the same names in Prometheus, in the table of docs/metrics.md and in the dashboards. */
class MeterNamesTest {

    @Test
    void prometheusIsGivenEveryMeterOfTheTableAndNoOther() throws Exception {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (String[] row : table()) {
            Set<String> tags =
                    new TreeSet<>(Arrays.asList(row[4].replace("`", "").split(", ")));
            names(row[1].replace("`", ""), row[2], row[3]).forEach(name -> expected.put(name, tags));
        }

        assertThat(expected).hasSizeGreaterThan(18);
        assertThat(scrape().labels()).isEqualTo(expected);
    }

    @Test
    void theDeliverysDashboardShowsThemAll() throws Exception {
        Set<String> shown = new TreeSet<>();
        Query.ofDashboards().stream()
                .filter(query -> query.name().startsWith("delivery/"))
                .forEach(query -> shown.addAll(
                        Promql.labelsByMetric(query.filled(Query.OF_PROMETHEUS)).keySet()));

        assertThat(shown).isEqualTo(scrape().labels().keySet());
    }

    /** Returns all meters of a client, after one occurrence of everything that creates a meter. */
    static Scrape scrape() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Metrics.addRegistry(registry);
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                LokiClient client = LokiClient.builder()
                        .url(loki.url())
                        .maxAge(Duration.ofDays(300))
                        .build()) {
            // Too old for Loki: the meter of a refusal is created by the first refusal.
            client.offer(new LokiEntry(
                    Map.of("service_name", "refused"),
                    Instant.now().minus(Duration.ofDays(30)),
                    "a line",
                    Map.of(),
                    null,
                    Priority.NORMAL));
            assertThat(client.flush(Duration.ofSeconds(20))).isTrue();
            // The delivery thread creates them with the first entry.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> registry.scrape().contains("lokiline_entries_refused_total{"));
            return Scrape.of(registry.scrape());
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    private static List<String[]> table() throws Exception {
        return Files.readString(Path.of("..", "..", "docs", "metrics.md"))
                .lines()
                .filter(line -> line.startsWith("| `lokiline."))
                .map(line -> line.split(" *\\| *", -1))
                .toList();
    }

    /** Converts a meter's name as Prometheus does: appends the unit, and {@code total} to a counter. */
    private static List<String> names(String meter, String kind, String unit) {
        String name = meter.replace('.', '_');
        String withUnit = unit.equals("–") || name.endsWith("_" + unit) ? name : name + "_" + unit;
        return switch (kind) {
            case "counter" -> List.of(withUnit + "_total");
            case "timer" -> List.of(withUnit + "_count", withUnit + "_sum");
            default -> List.of(withUnit);
        };
    }
}
