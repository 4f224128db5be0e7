package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/moving-delivery.md}: what it turns a configuration of loki4j into does what that did. */
class MovingPageTest {

    @AfterEach
    void end() {
        MDC.clear();
    }

    @Test
    void theExampleDeliversWithTheSameLabelsAndMetadata() throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            String example = Pages.blocks("moving-delivery.md", "xml")
                    .get(1)
                    .replace("http://loki:3100", loki.url())
                    .replace("${LOKI_PASSWORD}", "secret")
                    .replace("${HOSTNAME}", "h1");
            try (Logs logs = Logs.configured(example + Logs.root("LOKI"))) {
                MDC.put("request_id", "r-17");
                MDC.put("user", "ada");
                logs.logger().info("hello");
                assertThat(logs.appender().flush(Logs.SOON)).isTrue();

                assertThat(logs.warnings()).isEmpty();
                assertThat(loki.entries()).singleElement().satisfies(entry -> {
                    assertThat(entry.labels())
                            .as("service_name is what Loki itself makes of app")
                            .isEqualTo(
                                    Map.of("app", "orders", "host", "h1", "level", "INFO", "service_name", "orders"));
                    assertThat(entry.metadata())
                            .containsEntry("request_id", "r-17")
                            .doesNotContainKey("user");
                });
            }
        }
    }

    @Test
    void theEncoderOfTheExampleWritesTheNamesOfLoki4jsJsonLayout() throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            String encoder = Pages.blocks("moving-delivery.md", "xml").get(2);
            try (Logs logs = Logs.configured(
                    "<appender name=\"LOKI\" class=\"io.github.lokiline.logback.loki.LokiAppender\"><url>" + loki.url()
                            + "</url>" + encoder + "</appender>" + Logs.root("LOKI"))) {
                logs.logger().warn("moved", new IllegalStateException("x"));
                assertThat(logs.appender().flush(Logs.SOON)).isTrue();

                assertThat(logs.warnings()).isEmpty();
                JsonNode line =
                        JsonMapper.shared().readTree(loki.entries().get(0).line());
                assertThat(line.propertyNames())
                        .containsExactlyInAnyOrder(
                                "timestamp_ms", "level", "logger_name", "message", "thread_name", "stack_trace");
                assertThat(line.path("level").asString()).isEqualTo("WARN");
                assertThat(line.path("timestamp_ms").isNumber()).isTrue();
            }
        }
    }
}
