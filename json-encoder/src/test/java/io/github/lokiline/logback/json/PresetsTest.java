package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

class PresetsTest {
    @ParameterizedTest
    @ValueSource(strings = {"python", "structlog", "tagged", "logstash", "ecs", "gcp", "datadog"})
    void writesTheLineThatTheDocumentationShows(String preset) throws IOException {
        assertThat(line(encoder -> encoder.setPreset(preset), failed())).isEqualTo(documented(preset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "structlog", "tagged", "logstash", "ecs", "gcp", "datadog"})
    void saysNothingOfExceptionsMarkersAndExtrasThatAreNotThere(String preset) throws IOException {
        String documented = documented(preset);

        String line = line(encoder -> encoder.setPreset(preset), quiet());

        int behind = Math.max(documented.indexOf(",\"request_id\""), documented.indexOf(",\"context\""));
        assertThat(line).isEqualTo(documented.substring(0, behind) + "}");
    }

    @Test
    void letsEveryPropertyWinOverThePreset() {
        String line = line(
                encoder -> {
                    encoder.setPreset("structlog");
                    encoder.setFormat("$level $event $timestamp");
                    encoder.setLevelNames("java");
                    encoder.setDatefmt("epoch_seconds");
                    encoder.setRenameFields("event=message\nexc_info=error");
                },
                failed());

        assertThat(line)
                .startsWith("{\"level\":\"WARN\",\"message\":\"Request failed\",\"timestamp\":1763634645,"
                        + "\"request_id\":\"r-17\",\"status_code\":503,\"error\":\"java.lang.Ill");
    }

    @Test
    void writesTheLineOfGoogleCloudWithTraceAndLocationThatTheDocumentationShows() throws IOException {
        LoggingEvent event =
                event(Map.of("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736", "spanId", "00f067aa0ba902b7"));
        event.setCallerData(new StackTraceElement[] {new StackTraceElement("com.acme.Svc", "handle", "Svc.java", 42)});

        String line = line(
                encoder -> {
                    encoder.setPreset("gcp");
                    encoder.setFormat("time,severity,message,source_location");
                    encoder.setStaticFields("{\"serviceContext\":{\"service\":\"orders\",\"version\":\"1.2\"}}");
                },
                event);

        assertThat(line).isEqualTo(documented("`source_location` for the caller", "```json\n"));
    }

    @Test
    void nestsTheFieldsOfEcsAsTheDocumentationShows() throws IOException {
        String line = line(
                encoder -> {
                    encoder.setPreset("ecs");
                    encoder.setDottedKeys("nest");
                },
                failed());

        assertThat(line).isEqualTo(documented("With `<dottedKeys>nest</dottedKeys>`", "```json\n"));
    }

    @Test
    void hasNoLevelThatGoogleCloudDoesNotKnow() {
        assertThat(line(encoder -> encoder.setPreset("gcp"), event(Map.of(), Level.TRACE, "hi")))
                .contains("\"severity\":\"DEBUG\"");
    }

    @Test
    void renamesOtherwiseWhatAPresetRenames() {
        LoggingEvent event = event(Map.of("trace_id", "1", "span_id", "2"));

        String line = line(
                encoder -> {
                    encoder.setPreset("gcp");
                    encoder.setFormat("message");
                    encoder.setRenameFields("trace_id=trace");
                },
                event);

        assertThat(line)
                .isEqualTo("{\"message\":\"Request failed\",\"logging.googleapis.com/spanId\":\"2\",\"trace\":\"1\"}");
    }

    @Test
    void takesPythonsNamesInTheFormatOfAnyPreset() {
        String line = line(
                encoder -> {
                    encoder.setPreset("ecs");
                    encoder.setFormat("levelname,@timestamp,message,exc_message");
                },
                quiet());

        assertThat(line)
                .isEqualTo("{\"log.level\":\"WARN\",\"@timestamp\":\"2025-11-20T10:30:45.123Z\","
                        + "\"message\":\"Request failed\",\"error.message\":null}");
    }

    @Test
    void leavesExtrasTheirNamesWhereThePresetRenamesTheAttribute() {
        LoggingEvent event = event(Map.of("name", "bob", "event", "of the MDC"));

        String line = line(encoder -> encoder.setPreset("structlog"), event);

        assertThat(line).endsWith("\"event\":\"Request failed\",\"event_\":\"of the MDC\",\"name\":\"bob\"}");
    }

    @Test
    void letsStaticFieldsReplaceThoseOfThePreset() {
        String line = line(
                encoder -> {
                    encoder.setPreset("logstash");
                    encoder.setStaticFields("{\"@version\":2,\"level_value\":0,\"team\":\"orders\"}");
                },
                quiet());

        assertThat(line).contains("\"@version\":2,\"message\"").endsWith("\"level_value\":0,\"team\":\"orders\"}");
    }

    @Test
    void keepsExtrasOfTheTaggedPresetFromClashingWithItsFields() {
        LoggingEvent event = event(Map.of("message", "of the MDC", "team", "of the MDC"));

        String line = line(
                encoder -> {
                    encoder.setPreset("tagged");
                    encoder.addStaticField("team=orders");
                },
                event);

        assertThat(line)
                .endsWith("\"message\":\"Request failed\",\"team\":\"orders\","
                        + "\"context\":{\"message\":\"of the MDC\",\"team\":\"of the MDC\"}}");
    }

    @Test
    void writesTheLineOfLogfmtThatTheDocumentationShows() throws IOException {
        LoggingEvent event = event(Map.of("request_id", "r-17"));
        event.addKeyValuePair(new KeyValuePair("status_code", 503));

        String line = Lines.utf8(Lines.logfmt(encoder -> {}).encoder.encode(event));

        assertThat(line.stripTrailing()).isEqualTo(documented("## logfmt", "```\n"));
    }

    @Test
    void writesTheLineOfTskvThatTheDocumentationShows() throws IOException {
        LoggingEvent event = event(Map.of(), Level.INFO, "Request completed");
        event.addKeyValuePair(new KeyValuePair("status_code", 200));

        String line = Lines.utf8(
                Lines.logfmt(encoder -> encoder.setPreset("tskv")).encoder.encode(event));

        assertThat(line.stripTrailing()).isEqualTo(documented("The preset `tskv`", "```\n"));
    }

    private static String line(Consumer<JsonEncoder> properties, LoggingEvent event) {
        String line = Lines.utf8(Lines.with(properties).encoder.encode(event));
        Lines.parse(line);
        return line.stripTrailing();
    }

    private static LoggingEvent quiet() {
        return event(Map.of());
    }

    private static LoggingEvent event(Map<String, String> mdc) {
        return event(mdc, Level.WARN, "Request failed");
    }

    private static LoggingEvent event(Map<String, String> mdc, Level level, String message) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerName("com.acme.Svc");
        event.setThreadName("main");
        event.setMessage(message);
        event.setLevel(level);
        event.setInstant(Instant.parse("2025-11-20T10:30:45.123456789Z"));
        event.setMDCPropertyMap(mdc);
        return event;
    }

    private static LoggingEvent failed() {
        LoggingEvent event = event(Map.of("request_id", "r-17"));
        event.addKeyValuePair(new KeyValuePair("status_code", 503));
        event.addMarker(MarkerFactory.getMarker("AUDIT"));
        Throwable thrown = new IllegalStateException("not open");
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("com.acme.Svc", "handle", "Svc.java", 42)});
        event.setThrowableProxy(new ThrowableProxy(thrown));
        return event;
    }

    private static String documented(String preset) throws IOException {
        return documented("### `" + preset + "`", "```json\n");
    }

    private static String documented(String behind, String fence) throws IOException {
        String page = Files.readString(Path.of("../docs/encoder.md"));
        int start = page.indexOf(fence, page.indexOf(behind)) + fence.length();
        return page.substring(start, page.indexOf("\n```", start)).replace("\n", "");
    }
}
