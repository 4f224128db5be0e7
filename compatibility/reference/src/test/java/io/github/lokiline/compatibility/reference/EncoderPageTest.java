package io.github.lokiline.compatibility.reference;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.logback.json.AbstractStructuredEncoder;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.json.LogfmtEncoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

/** Checks the encoders' table in {@code docs/configuration.md} against their setters and lines. */
class EncoderPageTest {
    private static final PropertyTable TABLE =
            PropertyTable.of("configuration.md", "`io.github.lokiline.logback.json.JsonEncoder` and `LogfmtEncoder`");

    /** {@code keepMissing} and {@code argumentsAsText} have an effect only with these. */
    private static final Map<String, String> GIVEN =
            Map.of("renameFields", "absent=gone", "format", "asctime,levelname,name,message,threadName,args");

    private final LoggerContext context = new LoggerContext();

    @Test
    void namesEveryPropertyAndNoOther() {
        assertThat(TABLE.names())
                .containsExactlyInAnyOrderElementsOf(
                        Setters.of(JsonEncoder.class).names());
        assertThat(Setters.of(LogfmtEncoder.class).names())
                .isEqualTo(Setters.of(JsonEncoder.class).names());
    }

    @Test
    void saysEachDefaultSoThatItCanBeChecked() {
        assertThat(TABLE.properties()).allMatch(Documented::isPlain);
    }

    @TestFactory
    Stream<DynamicTest> eachDefaultOfJsonIsTheOneInEffect() {
        return Defaults.of(TABLE, name -> true, GIVEN, properties -> lines(new JsonEncoder(), properties));
    }

    /** Properties of JSON alone are tested above. */
    @TestFactory
    Stream<DynamicTest> eachDefaultOfLogfmtIsTheOneInEffect() {
        Set<String> ofJson = Set.of("indent", "ensureAscii", "stackAsArray", "excInfoAsArray");
        return Defaults.of(
                TABLE, name -> !ofJson.contains(name), GIVEN, properties -> lines(new LogfmtEncoder(), properties));
    }

    @Test
    void theKeysThatItCallsSecretAreTheOnesThatLinesHide() {
        String list =
                PropertyTable.section("configuration.md", "What is redacted").replaceAll("\\s+", " ");
        String keys = list.replaceAll(".*The list is (.*?), the plurals of .*", "$1");
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();

        assertThat(keys.split(", ", -1)).hasSizeGreaterThan(12).allMatch(encoder::hides);
        assertThat(encoder.hides("token_count")).isFalse();
    }

    private List<String> lines(AbstractStructuredEncoder encoder, Map<String, String> properties) {
        context.putProperty("region", "eu");
        encoder.setContext(context);
        Setters.of(encoder.getClass()).set(encoder, properties);
        encoder.start();
        assertThat(encoder.isStarted()).as(faults()).isTrue();
        return events().map(event -> LogEvents.shortened(encoder.encode(event))).toList();
    }

    private String faults() {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .map(Status::getMessage)
                .toList()
                .toString();
    }

    private Stream<LoggingEvent> events() {
        LoggingEvent rich = event(LogEvents.TEXT, LogEvents.deep());
        rich.addMarker(MarkerFactory.getMarker("AUDIT"));
        for (KeyValuePair pair : Arrays.asList(
                new KeyValuePair("status_code", 200),
                new KeyValuePair("nothing", null),
                new KeyValuePair("twice", 1),
                new KeyValuePair("twice", 2),
                new KeyValuePair("http.path", "/"))) {
            rich.addKeyValuePair(pair);
        }
        LoggingEvent crowded = event("many", null);
        LogEvents.manyEntries().forEach((key, value) -> crowded.addKeyValuePair(new KeyValuePair(key, value)));
        LoggingEvent large = event("large", null);
        large.addKeyValuePair(new KeyValuePair("text", LogEvents.longValue()));
        return Stream.of(
                rich,
                crowded,
                large,
                event("wide", LogEvents.wide()),
                event("\u001b[1mbold", null),
                event("{\"a\":1}", null),
                event(LogEvents.longMessage(), null));
    }

    private LoggingEvent event(String message, Throwable thrown) {
        LoggingEvent event = new LoggingEvent(
                "caller", context.getLogger("com.acme.Svc"), Level.WARN, message, thrown, LogEvents.ARGUMENTS);
        event.setThreadName("main");
        event.setInstant(Instant.parse("2026-11-21T10:30:45.123456789Z"));
        event.setMDCPropertyMap(LogEvents.CONTEXT);
        return event;
    }
}
