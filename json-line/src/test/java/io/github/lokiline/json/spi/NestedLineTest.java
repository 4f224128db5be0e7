package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The line's own fields with {@code dottedKeys=nest}. */
class NestedLineTest {
    private final TestEvent event = new TestEvent();

    @Test
    void putsTheFieldsOfThePresetIntoObjectsWhereTheFirstOfEachWas() {
        assertThat(line("preset", "ecs", "format", "log.level,message,process.thread.name,log.logger"))
                .isEqualTo("{\"log\":{\"level\":\"INFO\",\"logger\":\"x\"},\"message\":\"hi\","
                        + "\"process\":{\"thread\":{\"name\":\"main\"}}}");
    }

    @Test
    void putsExtrasAndStaticFieldsIntoTheSameObjects() {
        event.keyValue("error.id", 7).keyValue("service.port", 80).keyValue("a.b", 1);
        event.thrown = new IllegalStateException("not open");
        event.thrown.setStackTrace(new StackTraceElement[0]);

        assertThat(line("preset", "ecs", "format", "message", "staticFields", "{\"service.name\":\"orders\"}"))
                .isEqualTo("{\"message\":\"hi\",\"service\":{\"name\":\"orders\",\"port\":80},"
                        + "\"error\":{\"id\":7,\"type\":\"java.lang.IllegalStateException\",\"message\":\"not open\","
                        + "\"stack_trace\":\"java.lang.IllegalStateException: not open\"},\"a\":{\"b\":1}}");
    }

    @Test
    void makesWayForAnObjectThatTheLineMayHave() {
        event.keyValue("log", "x").keyValue("error", "y").keyValue("log.level", 1);

        assertThat(line("preset", "ecs", "format", "log.level,message"))
                .isEqualTo("{\"log\":{\"level\":\"INFO\",\"level_\":1},\"message\":\"hi\",\"log_\":\"x\","
                        + "\"error_\":\"y\"}");
    }

    @Test
    void keepsTheDotsFromThePartOnThatIsAFieldItself() {
        event.keyValue("log.level.x", 1)
                .keyValue("log.logger.y.z", 2)
                .keyValue("log.a.b", 3)
                .keyValue("log.a", 4);

        assertThat(line("preset", "ecs", "format", "log.level,message,log.logger"))
                .isEqualTo("{\"log\":{\"level\":\"INFO\",\"logger\":\"x\",\"level.x\":1,\"logger.y.z\":2,\"a.b\":3,"
                        + "\"a\":4},\"message\":\"hi\"}");
        assertThat(line("format", "message,levelname", "renameFields", "message=m\nlevelname=m.level"))
                .startsWith("{\"m\":\"hi\",\"m.level\":\"INFO\"");
    }

    @Test
    void leavesNamesWithAnEmptyPartAndWhatIsInsideValues() {
        event.keyValue("log..x", 1)
                .keyValue("log.", 2)
                .keyValue("map", Map.of("log.x", "}{,\""))
                .keyValue("log", 3);

        assertThat(line("preset", "ecs", "format", "log.level,message"))
                .isEqualTo("{\"log\":{\"level\":\"INFO\"},\"message\":\"hi\",\"log..x\":1,\"log.\":2,"
                        + "\"map\":{\"log.x\":\"}{,\\\"\"},\"log_\":3}");
    }

    @Test
    void keepsTheLimitOfALine() {
        for (int i = 0; i < 100; i++) {
            event.keyValue("error.a" + i + ".b.c.d.e", i);
        }
        event.message = "m".repeat(2000);

        String line = line("preset", "ecs", "maxLineBytes", "1 KB", "format", "log.level,message");

        assertThat(line.length()).isLessThanOrEqualTo(1024);
        assertThat(Json.parse(line).get("log").get("level").asString()).isEqualTo("INFO");
        assertThat(Json.parse(line).get("truncated").asBoolean()).isTrue();
    }

    @Test
    void putsTheMarkOfACutLineAndOfMissingExtrasIntoObjects() {
        event.message = "m".repeat(2000);
        event.context = new HashMap<>() {
            @Override
            public void forEach(BiConsumer<? super String, ? super String> action) {
                throw new IllegalStateException("gone");
            }
        };
        Map<String, String> properties = Map.of(
                "dottedKeys", "nest",
                "format", "message",
                "maxLineBytes", "1 KB",
                "renameFields", "truncated=meta.truncated\nextras_error=meta.why");

        EventEncoder<TestEvent> plain = encoder(properties);
        EventEncoder<TestEvent> processed = EventEncoder.json(
                new TestEvent.View(),
                properties,
                new EncoderExtensions<>(List.of(), List.of(fields -> fields.put("message", "short"))),
                new PropertyParser());

        for (EventEncoder<TestEvent> encoder : List.of(plain, processed)) {
            String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
            assertThat(line)
                    .endsWith("\"meta\":{\"why\":\"<error: IllegalStateException: gone>\",\"truncated\":true}}\n")
                    .hasSizeLessThanOrEqualTo(1025);
            assertThat(encoder.counts().truncatedLines()).isEqualTo(1);
        }
    }

    @Test
    void masksAFieldOfTheFormatOrAStaticOneThatIsPutIntoASecret() {
        event.context("password.hint", "S").context("password.age", "17");

        assertThat(line("format", "message,password.hint", "staticFields", "{\"password.rule\":\"R\"}"))
                .isEqualTo("{\"message\":\"hi\",\"password\":{\"hint\":\"***\",\"rule\":\"***\",\"age\":\"***\"}}");
    }

    @Test
    void hidesFromLabelsAlsoWhatItPutsIntoASecret() {
        assertThat(encoder(Map.of("dottedKeys", "nest")).hides("password.hint")).isTrue();
        assertThat(encoder(Map.of("dottedKeys", "nest", "format", "message,password.hint"))
                        .hides("password.hint"))
                .isTrue();
        assertThat(encoder(Map.of("dottedKeys", "nest")).hides("order.hint")).isFalse();
        assertThat(encoder(Map.of()).hides("password.hint")).isFalse();
    }

    @Test
    void becomesDottedAgainInLogfmt() {
        event.keyValue("error.id", 7);
        PropertyParser settings = new PropertyParser();
        EventEncoder<TestEvent> encoder = EventEncoder.logfmt(
                new TestEvent.View(),
                Map.of("preset", "ecs", "format", "log.level,message", "dottedKeys", "nest"),
                EncoderExtensions.none(),
                settings);
        Utf8JsonWriter out = new Utf8JsonWriter();

        encoder.encode(event, out);

        assertThat(Json.text(out)).isEqualTo("log.level=INFO message=hi error.id=7");
    }

    private String line(String... pairs) {
        Map<String, String> properties = new HashMap<>(Map.of("dottedKeys", "nest"));
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        Utf8JsonWriter out = new Utf8JsonWriter();
        encoder(properties).encode(event, out);
        Json.parse(Json.text(out));
        return Json.text(out);
    }

    private static EventEncoder<TestEvent> encoder(Map<String, String> properties) {
        PropertyParser settings = new PropertyParser();
        EventEncoder<TestEvent> encoder = EventEncoder.json(new TestEvent.View(), properties, settings);
        assertThat(settings.faults()).isEmpty();
        return encoder;
    }
}
