package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OmissionTest {
    private final TestEvent event = new TestEvent();

    @Test
    void leavesOutTheFieldsOfTheFormatThatAreNull() {
        event.message = null;
        event.keyValue("user", null);

        assertThat(line("format", "message,exc_info,levelno,user,absent,taskName", "omitNulls", "true"))
                .isEqualTo("{\"levelno\":20}");
    }

    @Test
    void leavesOutTheFieldsOfAnExceptionWhereThereIsNoneAndKeepsOtherNulls() {
        String[] properties = {
            "format", "message,exc_class,exc_message,exc_info,root_class,stack_hash,absent", "omitNulls", "exceptions"
        };
        event.keyValue("user", null);

        assertThat(line(properties)).isEqualTo("{\"message\":\"hi\",\"absent\":null,\"user\":null}");

        event.thrown = new IllegalStateException();
        event.thrown.setStackTrace(new StackTraceElement[0]);
        assertThat(line(properties))
                .startsWith("{\"message\":\"hi\",\"exc_class\":\"java.lang.IllegalStateException\","
                        + "\"exc_info\":\"java.lang.IllegalStateException\","
                        + "\"root_class\":\"java.lang.IllegalStateException\",\"stack_hash\":\"");
    }

    @Test
    void leavesOutExtrasThatAreNullAndKeepsWhatIsInsideValues() {
        event.keyValue("none", Optional.empty());
        event.keyValue("null", null);
        event.keyValue("map", Collections.singletonMap("a", null));
        event.keyValue("text", "null");
        event.keyValue("empty", "");

        assertThat(line("format", "message", "omitNulls", "true"))
                .isEqualTo("{\"message\":\"hi\",\"map\":{\"a\":null},\"text\":\"null\",\"empty\":\"\"}");
    }

    @Test
    void leavesOutTextsListsAndObjectsWithoutContent() {
        event.message = "";
        event.keyValue("text", "");
        event.keyValue("list", List.of());
        event.keyValue("array", new int[0]);
        event.keyValue("map", Map.of());
        event.keyValue("null", null);
        event.keyValue("inside", List.of("", List.of(), Map.of()));
        event.keyValue("like", ":\"\"");
        event.keyValue("zero", 0);

        assertThat(line("format", "message,list", "omitEmpty", "true"))
                .isEqualTo("{\"inside\":[\"\",[],{}],\"like\":\":\\\"\\\"\",\"zero\":0}");
    }

    @Test
    void leavesOutAnObjectOfExtrasThatAreAllLeftOut() {
        event.keyValue("a.b", null);
        event.context("c", "");

        assertThat(line("format", "message", "omitEmpty", "true", "mdcField", "mdc", "dottedKeys", "nest"))
                .isEqualTo("{\"message\":\"hi\"}");
        assertThat(line("format", "message", "omitNulls", "true", "keyValuesField", "data", "mdc", "none"))
                .isEqualTo("{\"message\":\"hi\"}");
    }

    @Test
    void leavesOutFromAContextThatIsKeptForTheNextLine() {
        event.context("a", null);
        event.context("b", "1");
        event.identity = event.context;

        for (int i = 0; i < 3; i++) {
            assertThat(line("format", "message", "omitNulls", "true")).isEqualTo("{\"message\":\"hi\",\"b\":\"1\"}");
        }
    }

    @Test
    void keepsADefaultAndWhatTheConfigurationItselfSetsToNull() {
        assertThat(line("format", "message,user", "defaults", "user=none", "omitNulls", "true"))
                .isEqualTo("{\"user\":\"none\",\"message\":\"hi\"}");
        assertThat(line("format", "message", "staticFields", "{\"s\":null}", "omitNulls", "true"))
                .isEqualTo("{\"message\":\"hi\",\"s\":null}");
    }

    @Test
    void theFieldsBehindTheExtrasAreLeftOutToo() {
        event.thrown = new IllegalStateException("");
        event.thrown.setStackTrace(new StackTraceElement[0]);

        assertThat(line("preset", "ecs", "format", "message", "omitEmpty", "true"))
                .isEqualTo("{\"message\":\"hi\",\"error.type\":\"java.lang.IllegalStateException\","
                        + "\"error.stack_trace\":\"java.lang.IllegalStateException: \"}");
    }

    @Test
    void refusesToLeaveOutWhatAnotherPropertyAdds() {
        PropertyParser settings = new PropertyParser();

        EventEncoder.json(new TestEvent.View(), Map.of("omitNulls", "true", "keepMissing", "true"), settings);
        EventEncoder.json(new TestEvent.View(), Map.of("omitNulls", "exceptions", "keepMissing", "true"), settings);

        assertThat(settings.faults())
                .containsExactly("omitNulls \"true\": keepMissing writes the nulls that this leaves out; leave out one"
                        + " of the two");
    }

    private String line(String... pairs) {
        PropertyParser settings = new PropertyParser();
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        Utf8JsonWriter out = new Utf8JsonWriter();
        EventEncoder<TestEvent> encoder = EventEncoder.json(new TestEvent.View(), properties, settings);
        assertThat(settings.faults()).isEmpty();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            out.reset(out.array(), 0);
            encoder.encode(event, out);
            lines.add(Json.text(out));
        }
        // Once written and once remembered.
        assertThat(lines.get(1)).isEqualTo(lines.get(0));
        return lines.get(0);
    }
}
