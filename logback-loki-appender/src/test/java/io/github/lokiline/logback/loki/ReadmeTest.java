package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The project's README: its smallest configuration delivers the line that it shows. */
class ReadmeTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @AfterEach
    void end() {
        MDC.clear();
    }

    @Test
    void itsSmallestConfigurationDeliversTheLineThatItShows() throws IOException {
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                Logs logs = Logs.configured(smallest().replace("http://localhost:3100", loki.url()))) {
            MDC.put("request_id", "r-17");
            logs.logger()
                    .atInfo()
                    .addKeyValue("status_code", 200)
                    .addKeyValue("duration_ms", 12)
                    .log("Request completed");
            assertThat(logs.appender().flush(Logs.SOON)).isTrue();

            assertThat(logs.warnings()).isEmpty();
            StoredEntry entry = loki.entries().get(0);
            assertThat(lasting(entry.line()))
                    .isEqualTo(lasting(Pages.blocks("../README.md", "json").get(0)));
            assertThat(entry.labels()).containsEntry("service_name", "orders").containsKey("host");
            assertThat(entry.metadata()).containsEntry("request_id", "r-17");
        }
    }

    /** What stands between the configuration's tags. */
    private static String smallest() throws IOException {
        String xml = Pages.blocks("../README.md", "xml").stream()
                .filter(block -> block.startsWith("<configuration>"))
                .findFirst()
                .orElseThrow();
        return xml.replaceAll("</?configuration>", "");
    }

    /** The line without what differs from run to run, its fields in order. */
    private static String lasting(String line) {
        ObjectNode json = (ObjectNode) MAPPER.readTree(line);
        json.put("asctime", "").put("threadName", "");
        return json.toString();
    }
}
