package io.github.lokiline.client;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A Loki that is queried over HTTP only: an embedded one, or a real one at {@code -Dloki.url}, with
 * {@code -Dloki.tenant} as the prefix of a tenant per test. Owned by one test.
 */
final class QueriedLoki implements AutoCloseable {

    /** An entry in the result of a query: labels and metadata in one map. */
    record Found(Map<String, String> fields, long epochNanos, String line) {}

    private static final String URL = System.getProperty("loki.url", "");
    private static final String TENANT_PREFIX = System.getProperty("loki.tenant", "");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;
    /** A deadline: a real Loki may be slow to return old entries. */
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(40);

    private final List<EmbeddedLoki> embedded = new ArrayList<>();
    private final String id = "t" + UUID.randomUUID().toString().replace("-", "");
    private final Instant start = Instant.now();
    final String url;
    final String tenant;

    QueriedLoki() {
        if (URL.isEmpty()) {
            embedded.add(EmbeddedLoki.builder().tenants(true).start());
        }
        url = URL.isEmpty() ? embedded.get(0).url() : URL;
        tenant = URL.isEmpty() || !TENANT_PREFIX.isEmpty() ? TENANT_PREFIX + id : "";
    }

    LokiClientBuilder client() {
        LokiClientBuilder client = TestClient.quick(url);
        return tenant.isEmpty() ? client : client.tenantId(tenant);
    }

    boolean hasTenants() {
        return !tenant.isEmpty();
    }

    /** Returns labels that no other test uses. */
    Map<String, String> labels(String... more) {
        Map<String, String> labels = new TreeMap<>(Map.of("service_name", "conformance", "test", id));
        for (int i = 0; i < more.length; i += 2) {
            labels.put(more[i], more[i + 1]);
        }
        return labels;
    }

    /** Returns the entries, the oldest first, as soon as there are so many. */
    List<Found> find(int count) {
        List<Found> found = new ArrayList<>();
        Awaitility.await()
                .atMost(VISIBLE_WITHIN)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    found.clear();
                    found.addAll(all());
                    return found.size() >= count;
                });
        return found;
    }

    List<String> lines(int count) {
        return find(count).stream().map(Found::line).toList();
    }

    private List<Found> all() {
        List<Found> all = new ArrayList<>();
        long from = nanos(start.minus(Duration.ofDays(6)));
        List<Found> page = page(from);
        all.addAll(page);
        while (page.size() == PAGE) {
            page = page(page.get(PAGE - 1).epochNanos() + 1);
            all.addAll(page);
        }
        return all;
    }

    private List<Found> page(long fromNanos) {
        String query = URLEncoder.encode("{test=\"" + id + "\"}", StandardCharsets.UTF_8);
        JsonNode answer = get("/loki/api/v1/query_range?direction=forward&limit=" + PAGE + "&start=" + fromNanos
                + "&end=" + nanos(start.plus(Duration.ofHours(1))) + "&query=" + query);
        List<Found> found = new ArrayList<>();
        for (JsonNode stream : answer.path("data").path("result")) {
            Map<String, String> fields = new TreeMap<>();
            stream.path("stream")
                    .properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asString()));
            for (JsonNode value : stream.path("values")) {
                found.add(new Found(
                        fields,
                        Long.parseLong(value.get(0).asString()),
                        value.get(1).asString()));
            }
        }
        found.sort(Comparator.comparingLong(Found::epochNanos));
        return found;
    }

    private JsonNode get(String path) {
        try {
            HttpURLConnection http =
                    (HttpURLConnection) URI.create(url + path).toURL().openConnection();
            http.setRequestProperty("X-Scope-OrgID", tenant);
            try (InputStream body = http.getInputStream()) {
                return JSON.readTree(body.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000 + time.getNano();
    }

    @Override
    public void close() {
        embedded.forEach(EmbeddedLoki::close);
    }
}
