package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is cut says so, and is cut between characters. */
class TruncationTest {
    private static final String FACE = "\ud83d\ude00";

    private final TestEvent event = new TestEvent();

    @Test
    void aLongMessageOfAnExceptionAsAValue() {
        event.keyValue("e", new IllegalStateException("x".repeat(255) + FACE + "y"));

        assertThat(line(Map.of("format", "message")))
                .isEqualTo("{\"message\":\"hi\",\"e\":\"IllegalStateException: " + "x".repeat(255)
                        + "\",\"truncated\":true}");
    }

    @Test
    void aLongName() {
        event.keyValue("k".repeat(255) + FACE, 1);

        assertThat(line(Map.of("format", "message"))).isEqualTo("{\"message\":\"hi\",\"" + "k".repeat(255) + "\":1}");
    }

    @Test
    void aStaticFieldStandsWholeInEveryLine() {
        String text = "s".repeat(100);
        Map<String, String> properties =
                Map.of("format", "message", "maxValueBytes", "16 B", "staticFields", "{\"s\":[\"" + text + "\"]}");
        String expected = "{\"message\":\"hi\",\"s\":[\"" + text + "\"]";

        assertThat(line(properties)).isEqualTo(expected + "}");
        event.keyValue("a", 1).keyValue("a", 2);
        assertThat(line(properties)).isEqualTo(expected + ",\"a\":2}");
    }

    private String line(Map<String, String> properties) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        EventEncoder.json(new TestEvent.View(), properties, new PropertyParser())
                .encode(event, out);
        return Json.text(out);
    }
}
