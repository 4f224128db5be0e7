package io.github.lokiline.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.benchmarks.contender.Log4jEvents;
import io.github.lokiline.benchmarks.contender.Log4jLayout;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.apache.logging.log4j.core.LogEvent;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests that the benchmarks on Log4j run, and that the compared layouts write the same. */
class Log4jSmokeTest {
    @Test
    void encodes() throws Exception {
        assertThat(SmokeTest.once(Log4jEncodeBenchmark.class)).hasSize(6);
    }

    @Test
    void appends() throws Exception {
        assertThat(SmokeTest.once(Log4jAppendBenchmark.class)).hasSize(6);
    }

    @Test
    void bothLayoutsTellTheSame() {
        for (LogEvent event : new LogEvent[] {
            Log4jEvents.fixed(1, null), Log4jEvents.reused(2), Log4jEvents.fixed(3, Log4jEvents.failure())
        }) {
            JsonNode ours = line(Log4jLayout.LOKILINE, event);
            JsonNode theirs = line(Log4jLayout.JSON_TEMPLATE, event);

            assertThat(ours.get("message")).isEqualTo(theirs.get("message"));
            assertThat(names(ours)).containsAll(Set.of("@timestamp", "log.level", "log.logger", "process.thread.name"));
            assertThat(names(theirs))
                    .containsAll(Set.of("@timestamp", "log.level", "log.logger", "process.thread.name"));
            for (String key : Set.of("request_id", "tenant", "trace_id", "user_id")) {
                assertThat(ours.get(key)).isEqualTo(theirs.get(key));
            }
        }
    }

    private static JsonNode line(Log4jLayout layout, LogEvent event) {
        byte[] line = layout.make().toByteArray(event);
        return JsonMapper.shared().readTree(new String(line, StandardCharsets.UTF_8));
    }

    private static Set<String> names(JsonNode line) {
        return new TreeSet<>(line.propertyNames());
    }
}
