package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the text of a line: as ASCII, over several lines, after a prefix, and within the limits. */
class LineTextTest {
    private static final LoggerContextVO CONTEXT = new LoggerContext().getLoggerContextRemoteView();

    @Test
    void escapesAllThatIsNotAsciiAsPythonDoes() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.setEnsureAscii("true");
        });

        lines.logger().info("\u041f\u0440\u0438\u0432\u0435\u0442");
        assertThat(lines.last()).isEqualTo("{\"message\":\"\\u041f\\u0440\\u0438\\u0432\\u0435\\u0442\"}");

        lines.logger().info("\u007f \ud83d\ude00 \ud800 \udc00x \n");
        assertThat(lines.last()).isEqualTo("{\"message\":\"\\u007f \\ud83d\\ude00 \\ufffd \\ufffdx \\n\"}");
    }

    @Test
    void writesEveryCodePointAsAscii() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.setEnsureAscii("true");
        });
        for (int from = 0; from < Character.MAX_CODE_POINT; from += 4096) {
            StringBuilder text = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int c = from; c < from + 4096; c++) {
                text.appendCodePoint(c).append('.');
                expected.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 0xfffd : c).append('.');
            }

            byte[] line = lines.encoder.encode(event(text.toString()));

            for (byte b : line) {
                assertThat(b).isBetween((byte) '\n', (byte) '~');
            }
            assertThat(Lines.parse(Lines.utf8(line)).get("message").asString()).isEqualTo(expected.toString());
        }
    }

    @Test
    void escapesNamesAndConstantsAndTracesToo() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("levelname,name,message,asctime");
            encoder.setRenameFields("levelname=\u00fcber\nmissing=f\u00e9hlt");
            encoder.setLevelNames("INFO=inf\u00f6");
            encoder.setDatefmt("yyyy'\u5e74'");
            encoder.setKeepMissing("true");
            encoder.setEnsureAscii("true");
            encoder.setStaticFields("{\"st\u00e4tic\":[\"\u20ac\",{\"\ud83d\ude00\":1}]}");
            encoder.setDefaults("d\u00e9faut=\u00e0");
        });
        lines.mdc.put("ctx\u00e9", "\u00e9");

        lines.logger("com.acm\u00e9.Svc").info("hi", new IllegalStateException("\u20ac\ud83d\ude00"));

        assertThat(lines.line().chars()).allMatch(c -> c < 0x7f);
        JsonNode json = lines.json();
        assertThat(json.get("\u00fcber").asString()).isEqualTo("inf\u00f6");
        assertThat(json.get("name").asString()).isEqualTo("com.acm\u00e9.Svc");
        assertThat(json.get("asctime").asString()).endsWith("\u5e74");
        assertThat(json.get("st\u00e4tic").toString()).isEqualTo("[\"\u20ac\",{\"\ud83d\ude00\":1}]");
        assertThat(json.get("d\u00e9faut").asString()).isEqualTo("\u00e0");
        assertThat(json.get("ctx\u00e9").asString()).isEqualTo("\u00e9");
        assertThat(json.get("f\u00e9hlt").isNull()).isTrue();
        assertThat(json.get("exc_info").asString()).startsWith("java.lang.IllegalStateException: \u20ac\ud83d\ude00\n");
    }

    @Test
    void spreadsALineForEyes() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.setIndent("2");
        });
        LoggingEvent event = event("{\"a\": [1,2]}\n");
        event.addKeyValuePair(new KeyValuePair("list", List.of(1, Map.of("k", "\\"), List.of(), Map.of())));

        assertThat(Lines.utf8(lines.encoder.encode(event))).isEqualTo("""
                {
                  "message": "{\\"a\\": [1,2]}\\n",
                  "list": [
                    1,
                    {
                      "k": "\\\\"
                    },
                    [],
                    {}
                  ]
                }
                """);
    }

    @Test
    void keepsALineInOneThatSpacesWouldMakeTooLong() {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.setMaxLineBytes("1 KB");
            encoder.setIndent("16");
        });
        LoggingEvent event = event("hi");
        event.addKeyValuePair(new KeyValuePair("list", new int[200]));

        String line = Lines.utf8(lines.encoder.encode(event));

        assertThat(line).startsWith("{\"message\":\"hi\",\"list\":[0,0,").endsWith("0]}\n");
    }

    @Test
    void countsEachLineOnceThoughALongOneIsWrittenTwice() {
        Lines lines = Lines.with(encoder -> {
            encoder.setMaxLineBytes("2 KB");
            encoder.setSequence("true");
        });

        lines.logger().info("short");
        lines.logger().info("long".repeat(1000));
        lines.logger().info("short");

        assertThat(lines.json().get("sequence").asInt()).isEqualTo(3);
        assertThat(Lines.parse(Lines.utf8(lines.written.get(1))).get("sequence").asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "structlog", "tagged", "logstash", "ecs"})
    void holdsTheLineToItsLimitWhateverIsOn(String preset) {
        JsonMapper mapper = new JsonMapper();
        for (int kilobytes : new int[] {6, 8, 16}) {
            Lines lines = Lines.with(everything(preset, kilobytes + " KB"));
            for (int size = 0; size < 40_000; size = size * 2 + 97) {
                for (String unit : List.of("x", "\"", "\u0416", "\u20ac", "\ud83d\ude00", "\u0001")) {
                    byte[] line = lines.encoder.encode(hostile(unit.repeat(size)));

                    assertThat(line).hasSizeLessThanOrEqualTo(kilobytes * 1024 + 1);
                    String text = Lines.utf8(line);
                    assertThat(text).startsWith("@cee: {");
                    JsonNode json = mapper.readTree(text.substring("@cee: ".length()));
                    assertThat(json.has("ts")).isTrue();
                    assertThat(json.has("new_field")).isTrue();
                    assertThat(json.get("first").asString()).isEqualTo("\u0416");
                    assertThat(json.has("truncated") || size < kilobytes * 1024).isTrue();
                    assertThat(json.has("truncated") && size == 0 && kilobytes == 16)
                            .isFalse();
                }
            }
        }
    }

    private static Consumer<JsonEncoder> everything(String preset, String limit) {
        return encoder -> {
            encoder.setPreset(preset);
            encoder.setMaxLineBytes(limit);
            encoder.setDefaults("first=\u0416\nsecond=\u0416");
            encoder.setRenameFields("gone=new_field");
            encoder.setKeepMissing("true");
            encoder.setTimestamp("ts");
            encoder.setSequence("\u0416");
            encoder.setPrefix("\"@cee: \"");
            encoder.setEnsureAscii("true");
            encoder.setIndent("1");
            encoder.setStackHash("true");
            encoder.addStaticField("static=" + "\u0416".repeat(150));
        };
    }

    private static LoggingEvent hostile(String text) {
        LoggingEvent event = event(text);
        Exception thrown = new IllegalStateException(text, new IllegalArgumentException(text));
        event.setThrowableProxy(new ThrowableProxy(thrown));
        event.addKeyValuePair(new KeyValuePair("k" + text, text));
        event.addKeyValuePair(new KeyValuePair("\u0416".repeat(100), List.of(text, Map.of(text, text))));
        event.addKeyValuePair(new KeyValuePair("second", text));
        return event;
    }

    private static LoggingEvent event(String message) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContextRemoteView(CONTEXT);
        event.setLoggerName("com.acme.Svc");
        event.setThreadName("main");
        event.setLevel(Level.INFO);
        event.setMessage(message);
        event.setInstant(Instant.parse("2025-11-20T10:30:45.123456Z"));
        event.setMDCPropertyMap(Map.of());
        return event;
    }
}
