package io.github.lokiline.json.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.lokiline.json.spi.Json;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Values of Jackson's own where both Jackson 3 and Jackson 2 are present. */
class JacksonValuesTest {

    private static final JsonNodeFactory NODES_2 = JsonNodeFactory.instance;
    private static final tools.jackson.databind.node.JsonNodeFactory NODES_3 =
            tools.jackson.databind.node.JsonNodeFactory.instance;

    @Test
    void treesOfBothJacksonsAreTheirJson() {
        assertThat(Json.value(NODES_2.objectNode().put("a", 1))).isEqualTo("{\"a\":1}");
        assertThat(Json.value(NODES_3.objectNode().put("a", 1))).isEqualTo("{\"a\":1}");
        assertThat(Json.value(NODES_2.arrayNode().add(1).add("x"))).isEqualTo("[1,\"x\"]");
        assertThat(Json.value(NODES_2.textNode("x"))).isEqualTo("\"x\"");
    }

    @Test
    void treesOfJackson2AreTheirJsonWithinOthers() {
        Object tree = NODES_2.objectNode().put("a", 1);

        assertThat(Json.value(Map.of("v", tree))).isEqualTo("{\"v\":{\"a\":1}}");
        assertThat(Json.value(List.of(tree))).isEqualTo("[{\"a\":1}]");
        assertThat(Json.value(new Holder(tree))).isEqualTo("{\"held\":{\"a\":1}}");
    }

    @Test
    @Tag("promise-12")
    void aMaskOfJackson2HoldsBesideJackson3() {
        String masked = "{\"id\":7,\"number\":\"****1111\"}";

        assertThat(Json.value(new Card())).isEqualTo(masked);
        assertThat(Json.value(new GoldCard())).isEqualTo(masked);
        assertThat(Json.value(new Holder(new Card()))).isEqualTo("{\"held\":" + masked + "}");
        assertThat(Json.value(new Holder(List.of(new Card())))).isEqualTo("{\"held\":[" + masked + "]}");
        assertThat(Json.value(Map.of("v", new Card()))).isEqualTo("{\"v\":" + masked + "}");
        assertThat(Json.value(new Bundled("4111111111111111"))).isEqualTo("{\"number\":\"****1111\"}");
        assertThat(Json.value(new Constructed("4111111111111111"))).isEqualTo("{\"number\":\"****1111\"}");
    }

    @Test
    @Tag("promise-12")
    void theMasksOfBothHoldWithinEachOther() {
        Object two = new Around2("5555444433331111", new Card3("4111111111111111"));
        Object three = new Around3("5555444433331111", new Card());

        assertThat(Json.value(two)).isEqualTo("{\"own\":\"****1111\",\"card\":{\"number\":\"***3\"}}");
        assertThat(Json.value(new Around2("1111", List.of(Map.of("v", new Card3("4"))))))
                .isEqualTo("{\"own\":\"****1111\",\"card\":[{\"v\":{\"number\":\"***3\"}}]}");
        assertThat(Json.value(new Around2("1111", NODES_3.objectNode().put("a", 1))))
                .isEqualTo("{\"own\":\"****1111\",\"card\":{\"a\":1}}");
        assertThat(Json.value(three)).isEqualTo("{\"own\":\"***3\",\"card\":{\"id\":7,\"number\":\"****1111\"}}");
    }

    @Test
    void aFormatOfAPropertyIsRespected() {
        assertThat(Json.value(new Dated(LocalDate.of(2025, 1, 2), LocalDate.of(2025, 1, 2))))
                .isEqualTo("{\"year\":\"2025\",\"day\":\"2025-01-02\"}");
    }

    @Test
    void onlyThePropertyThatJacksonCannotWriteIsItsText() {
        Object lock = new Object() {
            @Override
            public String toString() {
                return "a lock";
            }
        };

        assertThat(Json.value(new Around3("1", lock))).isEqualTo("{\"own\":\"***3\",\"card\":\"a lock\"}");
        assertThat(Json.value(new Around2("1111", Optional.of(LocalDate.of(2025, 1, 2)))))
                .isEqualTo("{\"own\":\"****1111\",\"card\":\"2025-01-02\"}");
    }

    @Test
    void nullOfJacksonIsNull() {
        assertThat(Json.value(NODES_2.nullNode())).isEqualTo("null");
        assertThat(Json.value(NODES_3.nullNode())).isEqualTo("null");
        assertThat(Json.value(new Empty())).isEqualTo("null");
        assertThat(Json.value(Map.of("v", NODES_2.nullNode()))).isEqualTo("{\"v\":null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1.50} | {\"a\":1.50}",
                "[1, 2] | [1,2]",
                "null | null",
                "not json | \"not json\"",
                "{\"a\":1} {} | \"{\\\"a\\\":1} {}\"",
                "{\"password\":\"x\"} | {\"password\":\"***\"}"
            })
    void aRawValueIsEmbeddedIfItIsJsonAndElseAText(String raw, String json) {
        assertThat(Json.value(new Raw(raw))).isEqualTo("{\"payload\":" + json + ",\"id\":1}");
        assertThat(Json.value(new com.fasterxml.jackson.databind.util.RawValue(raw)))
                .isEqualTo(json);
        assertThat(Json.value(new tools.jackson.databind.util.RawValue(raw))).isEqualTo(json);
    }

    @Test
    void theSecretsOfARawValueAreMaskedEvenIfItIsNoStrictJson() {
        String repeating = "{\"password\":\"x\",\"a\":1,\"a\":2}";
        String broken = "{\"password\":\"x\",}";

        assertThat(Json.value(new Raw(repeating))).isEqualTo("{\"payload\":{\"password\":\"***\",\"a\":2},\"id\":1}");
        assertThat(Json.value(new Raw(broken))).isEqualTo("{\"payload\":\"***\",\"id\":1}");
        assertThat(Json.value(new tools.jackson.databind.util.RawValue(broken))).isEqualTo("\"***\"");
    }

    record Holder(Object held) {}

    record Dated(@JsonFormat(pattern = "yyyy") LocalDate year, LocalDate day) {}

    static class Card {
        public final int id = 7;

        @JsonSerialize(using = Mask.class)
        public final String number = "4111111111111111";
    }

    static final class GoldCard extends Card {}

    record Bundled(@CardNumber String number) {}

    record Around2(@JsonSerialize(using = Mask.class) String own, Object card) {}

    record Around3(
            @tools.jackson.databind.annotation.JsonSerialize(using = Mask3.class)
            String own,

            Object card) {}

    record Card3(
            @tools.jackson.databind.annotation.JsonSerialize(using = Mask3.class)
            String number) {}

    static final class Constructed {
        private final String number;

        Constructed(@JsonProperty("number") @JsonSerialize(using = Mask.class) String number) {
            this.number = number;
        }

        @SuppressWarnings("unused") // Jackson asks
        public String getNumber() {
            return number;
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @JacksonAnnotationsInside
    @Masked
    @interface CardNumber {}

    @Retention(RetentionPolicy.RUNTIME)
    @JacksonAnnotationsInside
    @JsonSerialize(using = Mask.class)
    @interface Masked {}

    static final class Raw {
        @JsonRawValue
        public final String payload;

        public final int id = 1;

        Raw(String payload) {
            this.payload = payload;
        }
    }

    static final class Empty {
        @JsonValue
        public @Nullable String value() {
            return null;
        }
    }

    static final class Mask extends JsonSerializer<String> {
        @Override
        public void serialize(String value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString("****" + value.substring(value.length() - 4));
        }
    }

    static final class Mask3 extends ValueSerializer<String> {
        @Override
        public void serialize(String value, tools.jackson.core.JsonGenerator json, SerializationContext context) {
            json.writeString("***3");
        }
    }
}
