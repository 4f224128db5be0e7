package io.github.lokiline.log4j2;

import static io.github.lokiline.log4j2.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.util.Map;
import org.apache.logging.log4j.ThreadContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LokiAppenderTest {
    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void end() {
        ThreadContext.clearAll();
        loki.close();
    }

    @Test
    void carriesAnEventToLokiAsOneJsonLine() {
        try (Logs logs = Logs.with(url(), "<LokiLabel name='service_name' value='orders'/>", "<JsonLine/>")) {
            ThreadContext.put("request_id", "r-17");

            logs.logger().info("order {} paid", 17);

            assertThat(logs.appender().flush(SOON)).isTrue();
            StoredEntry entry = loki.entries().get(0);
            assertThat(entry.labels()).isEqualTo(Map.of("service_name", "orders"));
            assertThat(entry.metadata()).containsEntry("level", "INFO").containsEntry("request_id", "r-17");
            JsonNode line = JsonMapper.shared().readTree(entry.line());
            assertThat(line.get("message").asString()).isEqualTo("order 17 paid");
            assertThat(line.get("request_id").asString()).isEqualTo("r-17");
            assertThat(logs.status().errors()).isEmpty();
        }
    }

    private String url() {
        return "url='" + loki.url() + "'";
    }
}
