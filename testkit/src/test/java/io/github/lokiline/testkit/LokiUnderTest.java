package io.github.lokiline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lokiline.testkit.internal.ingest.GoTimeFormat;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * The Loki that {@link LokiContractTest} talks to: an embedded one, or the real one at {@code -Dloki.url=http://…}. Owned by
 * one test.
 *
 * <p>With {@code -Dloki.tenant=prefix} each test is a tenant of its own at the real one, which then must have {@code
 * auth_enabled: true}; without, it is told apart by a label, and tests that use up a tenant's rate are left out.
 */
final class LokiUnderTest implements AutoCloseable {

    /** An entry as a query shows it: labels, metadata and parsed fields in one map. */
    record Found(Map<String, String> labels, long timestampNanos, String line) {}

    /** A real Loki may take its time to show what lies some hours back. */
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(40);

    private static final String URL = System.getProperty("loki.url", "");
    private static final String TENANT_PREFIX = System.getProperty("loki.tenant", "");

    final String id = "t" + UUID.randomUUID().toString().replace("-", "");
    /** Now, to the microsecond; the tests' entries lie around it. */
    final long now = GoTimeFormat.nanos(Instant.now());

    private final List<EmbeddedLoki> embedded = new ArrayList<>();
    private final String url;
    private final LokiCaller caller;

    LokiUnderTest() {
        if (URL.isEmpty()) {
            embedded.add(EmbeddedLoki.builder().tenants(true).start());
            url = embedded.get(0).url();
        } else {
            url = URL;
        }
        caller = new LokiCaller(url).with("X-Scope-OrgID", hasTenants() ? TENANT_PREFIX + id : "");
    }

    static boolean hasTenants() {
        return URL.isEmpty() || !TENANT_PREFIX.isEmpty();
    }

    static void needsTenants() {
        assumeTrue(hasTenants(), "LEFT OUT: needs auth_enabled: true and -Dloki.tenant=<prefix>");
    }

    /** Leaves a test out when the real Loki is older than the behaviour it is about. */
    void needsRelease(int major, int minor) {
        String version = LokiCaller.json(caller.get("/loki/api/v1/status/buildinfo"))
                .path("version")
                .asString("0.0");
        String[] parts = version.replaceAll("[^0-9.]", "").split("\\.", -1);
        int has = Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
        assumeTrue(
                has >= major * 1000 + minor,
                "LEFT OUT: Loki behaves so since " + major + "." + minor + ", this one is " + version);
    }

    LokiCaller caller() {
        return caller;
    }

    /** A stream of this test alone. */
    String stream(String more) {
        return "{test=\"" + id + "\"" + (more.isEmpty() ? "" : ", " + more) + "}";
    }

    byte[] protobuf(String moreLabels, byte[]... entries) {
        return Protobuf.stream(stream(moreLabels), entries);
    }

    HttpResponse<String> push(byte[]... streams) {
        return caller.pushProtobuf(streams);
    }

    /** Pushes JSON; {@code TEST} in it becomes this test's id, {@code NOW} the time. */
    HttpResponse<String> pushJson(String template) {
        return caller.pushJson(filled(template));
    }

    String filled(String template) {
        return template.replace("TEST", id).replace("NOW", Long.toString(now));
    }

    /** The entries the query finds, oldest first, as soon as there are so many. */
    List<Found> find(String moreSelector, String pipeline, int count) {
        List<Found> found = new ArrayList<>();
        Awaitility.await()
                .atMost(VISIBLE_WITHIN)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    found.clear();
                    found.addAll(find(moreSelector, pipeline));
                    return found.size() >= count;
                });
        assertThat(found).hasSize(count);
        return found;
    }

    /** The lines of this test's streams, oldest first. */
    List<String> lines(int count) {
        return find("", "", count).stream().map(Found::line).toList();
    }

    /** What is there when a marker pushed now is there: proof that something else is not. */
    List<String> linesAfterAMarker() {
        push(protobuf("marker=\"yes\"", Protobuf.entry(now, "marker")));
        Predicate<Found> isMarker = found -> found.labels().containsKey("marker");
        List<Found> all = new ArrayList<>();
        Awaitility.await()
                .atMost(VISIBLE_WITHIN)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    all.clear();
                    all.addAll(find("", ""));
                    return all.stream().anyMatch(isMarker);
                });
        return all.stream().filter(isMarker.negate()).map(Found::line).toList();
    }

    private List<Found> find(String moreSelector, String pipeline) {
        HttpResponse<String> answer = query(stream(moreSelector) + pipeline, "&direction=forward");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<Found> found = new ArrayList<>();
        JsonNode data = LokiCaller.json(answer).path("data");
        assertThat(data.path("resultType").asString()).isEqualTo("streams");
        for (JsonNode stream : data.path("result")) {
            Map<String, String> labels = new TreeMap<>();
            stream.path("stream")
                    .properties()
                    .forEach(l -> labels.put(l.getKey(), l.getValue().asString()));
            for (JsonNode value : stream.path("values")) {
                found.add(new Found(
                        labels,
                        Long.parseLong(value.get(0).asString()),
                        value.get(1).asString()));
            }
        }
        found.sort((a, b) -> Long.compare(a.timestampNanos(), b.timestampNanos()));
        return found;
    }

    HttpResponse<String> query(String query, String more) {
        long day = 24L * 3600 * 1_000_000_000;
        return caller.query(query, "&start=" + (now - 9 * day) + "&end=" + (now + day / 4) + more);
    }

    @Override
    public void close() {
        embedded.forEach(EmbeddedLoki::close);
    }
}
