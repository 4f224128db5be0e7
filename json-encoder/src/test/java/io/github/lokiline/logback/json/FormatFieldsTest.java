package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Tests fields that a format can name and that Python's records do not have. */
class FormatFieldsTest {
    private static final LoggerContext CONTEXT = Lines.with(encoder -> {}).context;

    @ParameterizedTest
    @CsvSource({
        "com.acme.orders.Svc, Svc,   c.a.o.Svc",
        "Svc,                 Svc,   Svc",
        "'',                  '',    ''",
        "com..Svc.,           '',    c..S.",
        ".Svc,                Svc,   .Svc",
        "\ud83d\ude00x.\u00e9.Svc, Svc, \ud83d\ude00.\u00e9.Svc",
    })
    void shortensTheNameOfTheLogger(String name, String tag, String shortened) {
        LoggingEvent event = event("hi");
        event.setLoggerName(name);

        JsonNode json = json("tag,short_name", encoder -> {}, event);

        assertThat(json.get("tag").asString()).isEqualTo(tag);
        assertThat(json.get("short_name").asString()).isEqualTo(shortened);
    }

    @Test
    void splitsTheMessageIntoLines() {
        assertThat(json("message_lines", encoder -> {}, event("a\n\"b\"\r\n\nc"))
                        .toString())
                .isEqualTo("{\"message_lines\":[\"a\",\"\\\"b\\\"\",\"\",\"c\"]}");
        assertThat(json("message_lines", encoder -> {}, event(null)).toString()).isEqualTo("{\"message_lines\":null}");
    }

    @Test
    void cutsTheLinesOfALongMessage() {
        String line = line(
                "message_lines",
                encoder -> {
                    encoder.setMaxLineBytes("1 KB");
                    encoder.setMaxValueBytes("300 B");
                },
                event("abcdefg\n".repeat(1000)));

        assertThat(line).hasSizeLessThan(1024);
        assertThat(Lines.parse(line).get("message_lines").size()).isBetween(20, 40);
        assertThat(Lines.parse(line).get("truncated").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"TRACE,5000", "DEBUG,10000", "INFO,20000", "WARN,30000", "ERROR,40000"})
    void writesLogbacksNumberOfTheLevel(String level, int number) {
        LoggingEvent event = event("hi", Level.toLevel(level));

        assertThat(json("levelvalue", encoder -> {}, event).get("levelvalue").asInt())
                .isEqualTo(number);
    }

    @Test
    void numbersEachLineAndGivesItAnIdOfItsOwn() {
        Lines lines = Lines.with(encoder -> encoder.setFormat("sequence,uuid"));

        lines.logger().info("a");
        String first = lines.json().get("uuid").asString();
        lines.logger().info("b");

        assertThat(lines.json().get("sequence").asInt()).isEqualTo(2);
        assertThat(UUID.fromString(lines.json().get("uuid").asString())).isNotEqualTo(UUID.fromString(first));
    }

    @Test
    void tellsClassAndMessageOfTheExceptionAndOfItsRootCause() {
        LoggingEvent event = event("hi");
        event.setThrowableProxy(new ThrowableProxy(
                new IllegalStateException("top", new RuntimeException(new IOException("root \"cause\"")))));

        assertThat(line("exc_class,exc_message,root_class,root_message", encoder -> {}, event))
                .startsWith(
                        "{\"exc_class\":\"java.lang.IllegalStateException\",\"exc_message\":\"top\","
                                + "\"root_class\":\"java.io.IOException\",\"root_message\":\"root \\\"cause\\\"\",\"exc_info\":");
    }

    @Test
    void tellsOfADescribedExceptionWhatItDescribes() {
        LoggingEvent event = event("hi");
        event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("top", new IOException("root"))));

        JsonNode json =
                json("exc_class,exc_message,root_class,root_message", encoder -> {}, LoggingEventVO.build(event));

        assertThat(json.get("exc_class").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(json.get("exc_message").asString()).isEqualTo("top");
        assertThat(json.get("root_class").asString()).isEqualTo("java.io.IOException");
        assertThat(json.get("root_message").asString()).isEqualTo("root");
    }

    @Test
    void endsWhereCausesGoInARing() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        LoggingEvent event = event("hi");
        event.setThrowableProxy(new ThrowableProxy(first));

        assertThat(json("root_message", encoder -> {}, event)
                        .get("root_message")
                        .asString())
                .isIn("first", "second");
    }

    @Test
    void hidesAndRedactsMessagesOfExceptionsAsTracesDo() {
        LoggingEvent event = event("hi");
        event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("bob@acme.com")));

        assertThat(json("exc_message", encoder -> encoder.addHideExceptionMessages("true"), event)
                        .get("exc_message")
                        .isNull())
                .isTrue();
        assertThat(json("exc_message", encoder -> encoder.addRedactPatterns("email"), event)
                        .get("exc_message")
                        .asString())
                .isEqualTo("***");
    }

    @Test
    void losesOnlyTheMessageOfAnExceptionThatFailsToTellIt() {
        LoggingEvent event = event("hi");
        Mute mute = new Mute();
        event.setThrowableProxy(new ThrowableProxy(mute));
        mute.isMute = true;

        String line = line("exc_class,exc_message,message", encoder -> {}, event);

        assertThat(line).contains("\"exc_message\":\"<error: IllegalStateException: mute>\",\"message\":\"hi\"");
    }

    @Test
    void writesTheHashOfATraceWhereTheFormatNamesIt() {
        LoggingEvent event = event("hi");
        event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("top")));

        assertThat(json("stack_hash,message", encoder -> {}, event)
                        .get("stack_hash")
                        .asString())
                .matches("[0-9a-f]{8}");
        assertThat(json("stack_hash,message", encoder -> {}, event("hi"))
                        .get("stack_hash")
                        .isNull())
                .isTrue();
    }

    @Test
    void knowsEveryFieldThatTheDocumentationLists() throws IOException {
        String page = Files.readString(Path.of("../docs/encoder.md"));
        String table = page.substring(page.indexOf("| field | value |"), page.indexOf("A field of the format is in"));
        List<String> fields = Arrays.stream(table.split("\n", -1))
                .filter(row -> row.startsWith("| `"))
                .flatMap(row ->
                        Arrays.stream(row.substring(1, row.indexOf('|', 1)).split(",", -1)))
                .map(field -> field.replace("`", "").strip())
                .toList();
        LoggingEvent event = event("hi");
        event.setMDCPropertyMap(fields.stream().collect(Collectors.toMap(field -> field, field -> "of the MDC")));

        JsonNode json = json(String.join(",", fields), encoder -> {}, event);

        assertThat(fields)
                .hasSizeGreaterThan(30)
                .allSatisfy(field ->
                        assertThat(json.get(field)).isNotNull().asString().doesNotContain("MDC"));
    }

    private static JsonNode json(String format, Consumer<JsonEncoder> properties, ILoggingEvent event) {
        return Lines.parse(line(format, properties, event));
    }

    private static String line(String format, Consumer<JsonEncoder> properties, ILoggingEvent event) {
        Lines lines = Lines.with(properties.andThen(encoder -> encoder.setFormat(format)));
        return Lines.utf8(lines.encoder.encode(event)).stripTrailing();
    }

    private static LoggingEvent event(String message) {
        return event(message, Level.INFO);
    }

    private static LoggingEvent event(String message, Level level) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(CONTEXT);
        event.setLoggerContextRemoteView(CONTEXT.getLoggerContextRemoteView());
        event.setLoggerName("com.acme.Svc");
        event.setThreadName("main");
        event.setLevel(level);
        event.setMessage(message);
        event.setInstant(Instant.parse("2025-11-20T10:30:45.123456Z"));
        return event;
    }

    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private boolean isMute;

        @Override
        public String getMessage() {
            if (isMute) {
                throw new IllegalStateException("mute");
            }
            return "quiet";
        }
    }
}
