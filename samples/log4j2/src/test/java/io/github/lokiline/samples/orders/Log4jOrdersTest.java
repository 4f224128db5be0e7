package io.github.lokiline.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class Log4jOrdersTest {

    @Test
    void tellsTheStoryOfAFailedRequestAndExitsWithZero() throws Exception {
        ProgramRun run = ProgramRun.of(Log4jOrders.class, Map.of());

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.errors()).isEmpty();
        assertThat(run.story())
                .containsSubsequence("order received", "stock reserved", "order failed", "Request completed")
                .contains("java.io.IOException: the bank hung up", "status_code=502", "method=POST", "path=/orders");
        assertThat(run.summary()).contains("\"service_name\":\"orders\"", "All events were delivered.");

        List<JsonNode> lines =
                run.console().stream().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines)
                .allSatisfy(
                        line -> assertThat(line.path("request_id").asString()).isNotEmpty())
                .filteredOn(line -> line.path("message").asString().equals("Request completed"))
                .hasSize(300)
                .allSatisfy(line -> {
                    assertThat(line.path("status_code").isInt()).isTrue();
                    assertThat(line.path("duration_ms").isNumber()).isTrue();
                });
    }

    @Test
    void readsTheEnvironmentOfTheQuickstart() throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.builder().tenants(true).start()) {
            Map<String, String> environment = Map.of(
                    "LOKI_URL", loki.url(), "LOKI_TENANT", "shop", "LOG_LEVEL", "WARN", "LOKI_APPLICATION", "orders");
            ProgramRun run = ProgramRun.of(Log4jOrders.class, environment);

            assertThat(run.console()).isNotEmpty().allMatch(line -> !line.contains("\"levelname\":\"INFO\""));
            assertThat(loki.entries("shop")).hasSameSizeAs(run.console());
        }
    }
}
