package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInFieldsTest {
    private final TestEvent event = new TestEvent();

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.000000",
        "0, 1500, 0.000001",
        "-1, 0, -1.000000",
        "-1, 500000000, -0.500000",
        "-2, 500000000, -1.500000",
        "-2, 999999000, -1.000001",
        "-3, 1000, -2.999999"
    })
    void createdIsANumberOfSecondsAlsoBefore1970(long second, int nano, String created) {
        EventAccessor<TestEvent> view = new TestEvent.View() {
            @Override
            public long epochSecond(TestEvent shown) {
                return second;
            }

            @Override
            public int nano(TestEvent shown) {
                return nano;
            }
        };

        assertThat(line(view, Map.of("format", "message,created")))
                .isEqualTo("{\"message\":\"hi\",\"created\":" + created + "}");
    }

    @Test
    void aUuidIsOfVersion4AndOfNoOtherLine() {
        UUID first = uuid();
        UUID second = uuid();

        assertThat(first).isNotEqualTo(second);
        assertThat(first.version()).isEqualTo(4);
        assertThat(first.variant()).isEqualTo(2);
    }

    @Test
    void argsAreThoseThatHaveNoFieldsOfTheirOwn() {
        event.arguments.add(new TestEvent.Pair("password", "s3cret"));
        event.arguments.add("x");

        assertThat(line(new TestEvent.View(), Map.of("format", "args"))).isEqualTo("{\"args\":[\"x\"]}");
    }

    @Test
    void tagsNamedInTheFormatNeedNoOtherProperty() {
        event.markers.add("AUDIT");

        assertThat(line(new TestEvent.View(), Map.of("format", "message,tags")))
                .isEqualTo("{\"message\":\"hi\",\"tags\":[\"AUDIT\"]}");
    }

    @Test
    void moreMarkersThanAreShownAreSaidToBeCut() {
        for (int i = 0; i < 65; i++) {
            event.markers.add("m" + i);
        }

        for (String format : new String[] {"message", "tags"}) {
            String line = line(new TestEvent.View(), Map.of("format", format, "markers", "all"));
            assertThat(line).contains("\"m63\"]").doesNotContain("m64").endsWith(",\"truncated\":true}");
        }
        event.keyValue("a", 1).keyValue("a", 2);
        assertThat(line(new TestEvent.View(), Map.of("markers", "all"))).endsWith(",\"truncated\":true}");
    }

    private UUID uuid() {
        return UUID.fromString(Json.parse(line(new TestEvent.View(), Map.of("format", "uuid")))
                .get("uuid")
                .asString());
    }

    private String line(EventAccessor<TestEvent> view, Map<String, String> properties) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        EventEncoder.json(view, properties, new PropertyParser()).encode(event, out);
        return Json.text(out);
    }
}
