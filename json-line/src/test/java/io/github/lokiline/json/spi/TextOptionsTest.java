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
    @ValueSource(strings = {"hi", "{}x", "{order 17}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}", "[1]", "17", "{", "}", ""})
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
    void cutsAnObjectThatDoesNotFitAsAText() {
        event.message = "{\"a\":\"" + "x".repeat(2000) + "\"}";

        assertThat(Json.parse(line("jsonMessage", "true", "format", "message", "maxLineBytes", "1 KB"))
                        .get("message")
                        .asString())
                .startsWith("{\"a\":\"xxx");
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
