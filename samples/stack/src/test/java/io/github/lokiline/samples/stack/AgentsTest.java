package io.github.lokiline.samples.stack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.github.lokiline.logback.json.JsonEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests that the configurations of Alloy and Promtail use the names that {@link JsonEncoder} writes. */
class AgentsTest {

    private final Pipeline alloy = Pipeline.ofAlloy();

    @Test
    void promtailIsToldWhatAlloyIs() {
        assertThat(Pipeline.ofPromtail()).isEqualTo(alloy);
    }

    @Test
    void nothingOfALineBecomesALabel() {
        assertThat(alloy.metadata()).containsExactly("level", "logger", "request_id", "span_id", "trace_id");
    }

    @Test
    void everyFieldThatIsReadIsOneThatIsWritten() {
        JsonNode line = line();

        assertThat(alloy.fields().keySet())
                .allSatisfy(name -> assertThat(line.has(alloy.fieldsOf(name).get(0)))
                        .as(name)
                        .isTrue());
        assertThat(alloy.fields().keySet()).containsAll(alloy.metadata()).contains(alloy.time());
        assertThat(alloy.values(Set.of("level", "logger", "trace_id"), line))
                .isEqualTo(Map.of("level", "WARNING", "logger", "shop", "trace_id", "t-1"));
    }

    @Test
    void readsTheIdsOfMicrometerTracingToo() {
        JsonNode line = line(Map.of("traceId", "t-2", "spanId", "s-2"));

        assertThat(alloy.values(Set.of("trace_id", "span_id"), line))
                .isEqualTo(Map.of("trace_id", "t-2", "span_id", "s-2"));
    }

    @Test
    void theTimeIsInTheFormThatIsNamed() {
        assertThat(alloy.format()).isEqualTo("RFC3339Nano");
        assertThat(OffsetDateTime.parse(
                        line().path(alloy.fields().get(alloy.time())).asString()))
                .isEqualTo(OffsetDateTime.parse("2026-11-21T10:30:45.123Z"));
    }

    private static JsonNode line() {
        return line(Map.of("request_id", "r-1", "trace_id", "t-1", "span_id", "s-1"));
    }

    private static JsonNode line(Map<String, String> mdc) {
        LoggerContext context = new LoggerContext();
        Logger logger = context.getLogger("shop");
        LoggingEvent event = new LoggingEvent("", logger, Level.WARN, "A line", null, new Object[0]);
        event.setInstant(Instant.parse("2026-11-21T10:30:45.123Z"));
        event.setMDCPropertyMap(mdc);
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        return JsonMapper.shared().readTree(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }
}
