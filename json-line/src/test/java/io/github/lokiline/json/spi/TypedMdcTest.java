package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code typedMdc} and {@code argumentsAsText}. */
class TypedMdcTest {
    private final TestEvent event = new TestEvent();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "17 | 17",
                "-1.50 | -1.50",
                "1e5 | 1E+5",
                "123456789012345678901 | 123456789012345678901",
                "true | true",
                "{\"a\":[1,\"b\"],\"password\":\"x\"} | {\"a\":[1,\"b\"],\"password\":\"***\"}",
                "[1,null] | [1,null]",
                "007 | \"007\"",
                "1,5 | \"1,5\"",
                "+1 | \"+1\"",
                "0x1F | \"0x1F\"",
                "NaN | \"NaN\"",
                "null | \"null\"",
                "\"a\" | \"\\\"a\\\"\"",
                "1,\"v\":2 | \"1,\\\"v\\\":2\"",
                "1,\"w\":2 | \"1,\\\"w\\\":2\"",
                "{a} | \"{a}\"",
                "`` | \"\"",
                "text | \"text\""
            })
    void writesATextByItsTypeInJson(String text, String shown) {
        event.context("k", text);

        assertThat(line("typedMdc", "k")).isEqualTo("{\"message\":\"hi\",\"k\":" + shown + "}");
    }

    @Test
    void leavesANumberThatIsSlowToConvertAText() {
        String digits = "7".repeat(100_000);
        event.context("k", digits).context("list", "[1," + digits + "]");

        JsonNode line = Json.parse(line("typedMdc", "all"));

        assertThat(line.get("k").asString()).startsWith("777");
        assertThat(line.get("list").get(0).asInt()).isEqualTo(1);
        assertThat(line.get("list").get(1).asString()).startsWith("777");
    }

    @Test
    void masksTheSecretsOfAnObjectInTextsForLabelsAlso() {
        EventEncoder<TestEvent> encoder = encoder("typedMdc", "user*");

        assertThat(encoder.contextText("user", " {\"id\":1,\"password\":\"p\"}"))
                .isEqualTo("{\"id\":1,\"password\":\"***\"}");
        assertThat(encoder.contextText("users", "[{\"password\":\"p\"}]")).isEqualTo("[{\"password\":\"***\"}]");
        for (String text : List.of("1e5", "", " ", "{a}", "text", "true")) {
            assertThat(encoder.contextText("user", text)).isSameAs(text);
        }
        assertThat(encoder.contextText("other", "{\"a\": 1}")).isEqualTo("{\"a\": 1}");
    }

    @Test
    void leavesOtherKeysTextsAndTypesOneThatTheFormatNames() {
        event.context("user_id", "17").context("zip", "10115").context("n", "1");
        event.identity = event.context;

        assertThat(line("typedMdc", "user_*, n", "format", "n,message"))
                .isEqualTo("{\"n\":1,\"message\":\"hi\",\"user_id\":17,\"zip\":\"10115\"}");
    }

    @Test
    void writesObjectsOfTheApplicationByTheirOwnTextWhereAFailureCostsThatArgument() {
        event.arguments.add(new Order(17));
        event.arguments.add(new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("mute");
            }
        });

        assertThat(line("arguments", "all", "argumentsAsText", "true", "format", "message,args"))
                .isEqualTo("{\"message\":\"hi\",\"args\":[\"Order[id=17]\",\"<error: IllegalStateException: mute>\"],"
                        + "\"arg0\":\"Order[id=17]\",\"arg1\":\"<error: IllegalStateException: mute>\"}");
        assertThat(line("arguments", "arg0")).isEqualTo("{\"message\":\"hi\",\"arg0\":{\"id\":17}}");
    }

    @Test
    void keepsTheTypesOfOtherArgumentsAndTheirSecretsMasked() {
        event.arguments.add(Map.of("password", "s3cret"));
        event.arguments.add(new Object[] {1, "x"});
        event.arguments.add(null);
        event.arguments.add(1.5);
        event.arguments.add(new IllegalStateException("hidden"));

        assertThat(line("arguments", "all", "argumentsAsText", "true", "hideExceptionMessages", "true"))
                .isEqualTo("{\"message\":\"hi\",\"arg0\":{\"password\":\"***\"},\"arg1\":[1,\"x\"],\"arg2\":null,"
                        + "\"arg3\":1.5,\"arg4\":\"IllegalStateException\"}");
    }

    private record Order(int id) {}

    private static EventEncoder<TestEvent> encoder(String... pairs) {
        PropertyParser settings = new PropertyParser();
        Map<String, String> properties = new HashMap<>(Map.of("format", "message"));
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        EventEncoder<TestEvent> encoder = EventEncoder.json(new TestEvent.View(), properties, settings);
        assertThat(settings.faults()).isEmpty();
        return encoder;
    }

    private String line(String... pairs) {
        EventEncoder<TestEvent> encoder = encoder(pairs);
        Utf8JsonWriter out = new Utf8JsonWriter();
        for (int i = 0; i < 2; i++) {
            out.reset(out.array(), 0);
            encoder.encode(event, out);
        }
        Json.parse(Json.text(out));
        return Json.text(out);
    }
}
