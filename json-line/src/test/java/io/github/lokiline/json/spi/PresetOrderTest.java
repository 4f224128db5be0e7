package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The preset {@code gcp} shows two attributes by one name: the same one in each run of the program. */
class PresetOrderTest {
    private final TestEvent event = new TestEvent();

    @Test
    void meansTheFirstOfTwoAttributesByTheNameShown() {
        event.context("trace_id", "a").context("span_id", "b");

        assertThat(line("format", "message,logging.googleapis.com/spanId,logging.googleapis.com/trace"))
                .isEqualTo("{\"message\":\"hi\",\"logging.googleapis.com/spanId\":\"b\","
                        + "\"logging.googleapis.com/trace\":\"a\"}");
    }

    @Test
    void writesMissingFieldsInTheOrderOfThePreset() {
        assertThat(line("format", "message", "keepMissing", "true"))
                .isEqualTo("{\"message\":\"hi\",\"logging.googleapis.com/trace\":null,"
                        + "\"logging.googleapis.com/spanId\":null}");
    }

    private String line(String... properties) {
        Map<String, String> given = new HashMap<>(Map.of("preset", "gcp"));
        for (int i = 0; i < properties.length; i += 2) {
            given.put(properties[i], properties[i + 1]);
        }
        Utf8JsonWriter out = new Utf8JsonWriter();
        EventEncoder.json(new TestEvent.View(), given, new PropertyParser()).encode(event, out);
        return Json.text(out);
    }
}
