package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Tests that a real Prometheus, which scrapes the sample, answers every question of dashboards and alerts. Skipped where
 * there is none; Debian's package {@code prometheus} has it, and CI installs it.
 */
class PrometheusIT {

    private static final String SERVICE = "shop-direct";
    /** Nothing fails here, so that there is nothing to show, or nothing above zero. */
    private static final Set<String> EMPTY_WHEN_ALL_IS_WELL = Set.of(
            "delivery/Lost, by reason", "delivery/Turned down, by reason", "alert/Loki refuses log lines for good");

    private static EmbeddedLoki loki;
    private static ShopProcess shop;
    private static PrometheusProcess prometheus;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void scrape() throws Exception {
        assumeTrue(PrometheusProcess.isInstalled("prometheus"), "prometheus is not installed");
        loki = EmbeddedLoki.start();
        shop = ShopProcess.start(
                SERVICE,
                folder,
                Map.of(
                        "SPRING_PROFILES_ACTIVE",
                        "",
                        "SERVER_PORT",
                        "0",
                        "LOKI_URL",
                        loki.url(),
                        "LOKI_SPOOL_DIR",
                        folder.resolve("spool").toString()));
        // One fails, so that the rate of failures is there.
        shop.get("/orders/17", Map.of());
        shop.get("/orders/13", Map.of());
        prometheus =
                PrometheusProcess.start(Files.createDirectory(folder.resolve("prometheus")), shop.address(), SERVICE);
        Awaitility.await().atMost(ShopProcess.PATIENCE).until(prometheus::isReady);
        // A rate needs two scrapes.
        Awaitility.await()
                .atMost(ShopProcess.PATIENCE)
                .until(() ->
                        result("rate(lokiline_entries_delivered_total[1m])").size() > 0);
    }

    @AfterAll
    static void stop() {
        Stream.of(prometheus, shop, loki).filter(Objects::nonNull).forEach(PrometheusIT::close);
    }

    static Stream<Query> questions() {
        return Query.all("prometheus").stream();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void everyQuestionHasAnAnswer(Query query) throws Exception {
        JsonNode found = result(query.filled(Query.OF_PROMETHEUS));

        if (!EMPTY_WHEN_ALL_IS_WELL.contains(query.name())) {
            assertThat(found).as(query.text()).isNotEmpty();
        }
    }

    private static JsonNode result(String expression) throws Exception {
        JsonNode answer = prometheus.ask(expression);
        assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("success");
        return answer.at("/data/result");
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
