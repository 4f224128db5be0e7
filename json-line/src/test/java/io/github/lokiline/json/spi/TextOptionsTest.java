package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code stripAnsi} and {@code jsonMessage}. */
class TextOptionsTest {
    private final TestEvent event = new TestEvent();

    @Test
    void leavesEscapesOutOfMessageValuesAndTraces() {
        event.message = "\u001b[31mred\u001b[0m";
        event.context("\u001b[1mkey", "\u001b[1mmdc");
        event.keyValue("list", List.of("\u001b[1ma", Map.of("b", "\u001b[1mc")));
        event.thrown = new IllegalStateException("\u001b[1mnot open");
        event.thrown.setStackTrace(new StackTraceElement[0]);

        assertThat(line("stripAnsi", "true", "format", "message,exc_message"))
                .isEqualTo("{\"message\":\"red\",\"exc_message\":\"not open\",\"\\u001b[1mkey\":\"mdc\","
                        + "\"list\":[\"a\",{\"b\":\"c\"}],\"exc_info\":\"java.lang.IllegalStateException: not open\"}");
        assertThat(line("format", "message")).startsWith("{\"message\":\"\\u001b[31mred\\u001b[0m\"");
    }

    @Test
    void countsNoTextAsCutThatFitsWithoutItsEscapes() {
        event.keyValue("v", "\u001b[1m".repeat(100) + "x");

        assertThat(line("stripAnsi", "true", "format", "message", "maxValueBytes", "16 B"))
                .isEqualTo("{\"message\":\"hi\",\"v\":\"x\"}");
    }

    @Test
    void writesAMessageThatIsAnObjectAsOneWithItsSecretsMasked() {
        event.message =
                " {\"order\":17,\"sum\":1.50,\"items\":[{\"a\":null}],\"password\":\"s3cret\",\"to\":\"ada@example.org\"}";

        assertThat(line("jsonMessage", "true", "format", "message", "redactPatterns", "email"))
                .isEqualTo("{\"message\":{\"order\":17,\"sum\":1.50,\"items\":[{\"a\":null}],\"password\":\"***\","
                        + "\"to\":\"***\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hi", "{}x", "{order 17}", "{\"a\":NaN}", "{\"a\":1,}", "[1]", "17", "{", "}", ""})
    void leavesAnyOtherMessageAText(String message) {
        event.message = message;

        assertThat(line("jsonMessage", "true", "format", "message"))
                .isEqualTo("{\"message\":\"" + message.replace("\"", "\\\"") + "\"}");
    }

    @Test
    void textsOfLabelsAreNotEscapedForLinesOfAsciiAndLeaveNothingBehind() {
        event.message = "\u00e9";
        PropertyParser settings = new PropertyParser();
        EventEncoder<TestEvent> encoder = EventEncoder.json(
                new TestEvent.View(),
                Map.of("ensureAscii", "true", "format", "message", "maxValueBytes", "16 B"),
                settings);

        byte[] before = encoder.encode(event);

        assertThat(new String(before, StandardCharsets.UTF_8)).isEqualTo("{\"message\":\"\\u00e9\"}\n");
        assertThat(encoder.text(Map.of("k", "\u00e9"))).isEqualTo("{\"k\":\"\u00e9\"}");
        assertThat(encoder.text(Map.of("k", "x".repeat(100)))).hasSizeLessThan(32);
        assertThat(encoder.encode(event)).isEqualTo(before);
    }

    @Test
    void leavesAMessageThatIsNullNull() {
        event.message = null;

        assertThat(line("jsonMessage", "true", "format", "message")).isEqualTo("{\"message\":null}");
    }

    @Test
    void endsAnObjectThatDoesNotFitAtTheLimit() {
        event.message = "{\"a\":\"" + "x".repeat(2000) + "\",\"b\":1}";

        JsonNode line = Json.parse(line("jsonMessage", "true", "format", "message", "maxLineBytes", "1 KB"));

        assertThat(line.get("message").get("a").asString()).startsWith("xxx");
        assertThat(line.get("message").has("b")).isFalse();
        assertThat(line.get("truncated").asBoolean()).isTrue();
    }

    @Test
    void masksTheSecretsOfAnObjectForWhichTheLineHasLittleRoom() {
        event.message = "{\"user\":\"u\",\"password\":\"hunter2\",\"items\":\"" + "i".repeat(1500) + "\"}";
        event.context("k", "v".repeat(3000));
        event.thrown = new IllegalStateException("not open");

        assertThat(line("jsonMessage", "true", "format", "message", "maxLineBytes", "4 KB"))
                .startsWith("{\"message\":{\"user\":\"u\",\"password\":\"***\",\"items\":\"iii")
                .contains("\"truncated\":true");
        event.message = event.message.replace("iii", "i".repeat(1000));
        assertThat(line("jsonMessage", "true", "format", "message"))
                .startsWith("{\"message\":{\"user\":\"u\",\"password\":\"***\",\"items\":\"iii")
                .contains("\"truncated\":true");
    }

    @Test
    void keepsTheLastOfEqualKeysInAMessageThatIsAnObject() {
        event.message = "{\"password\":\"x\",\"a\":1,\"a\":2}";

        assertThat(line("jsonMessage", "true", "format", "message"))
                .isEqualTo("{\"message\":{\"password\":\"***\",\"a\":2}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"password\":\"hunter2\",}",
                "{ 'password' : 'hunter2' }",
                "{a:1,password:hunter2}",
                "{\"text\":\"{\\\"password\\\":\\\"hunter2\\\"}",
            })
    void masksAMessageInBracesThatIsNoJsonButNamesASecret(String message) {
        event.message = message;

        assertThat(line("jsonMessage", "true", "format", "message")).isEqualTo("{\"message\":\"***\"}");
    }

    @Test
    void masksAnObjectNestedTooDeepThatNamesASecret() {
        event.message = "{\"a\":".repeat(40) + "{\"password\":\"hunter2\"}" + "}".repeat(40);

        assertThat(line("jsonMessage", "true", "format", "message")).isEqualTo("{\"message\":\"***\"}");
    }

    @Test
    void leavesAnObjectNestedTooDeepAText() {
        event.message = "{\"a\":".repeat(40) + "1" + "}".repeat(40);

        assertThat(Json.parse(line("jsonMessage", "true", "format", "message"))
                        .get("message")
                        .isString())
                .isTrue();
    }

    private String line(String... pairs) {
        PropertyParser settings = new PropertyParser();
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        EventEncoder<TestEvent> encoder = EventEncoder.json(new TestEvent.View(), properties, settings);
        assertThat(settings.faults()).isEmpty();
        Utf8JsonWriter out = new Utf8JsonWriter();
        encoder.encode(event, out);
        Json.parse(Json.text(out));
        return Json.text(out);
    }
}
