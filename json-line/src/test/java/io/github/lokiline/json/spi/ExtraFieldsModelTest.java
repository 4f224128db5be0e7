package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import tools.jackson.databind.json.JsonMapper;

/** Random events under random properties, against the rules said once more. */
class ExtraFieldsModelTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Few enough that names clash all the time. */
    private static final List<String> KEYS = List.of(
            "a",
            "b",
            "a.b",
            "a.b.c",
            "a.c",
            "b.a",
            "b.",
            ".a",
            "a_",
            "a_2",
            "g",
            "g.a",
            "h",
            "s",
            "s.a",
            "message",
            "message_",
            "message.x",
            "truncated",
            "exc_info",
            "extras_error",
            "tags",
            "arg0",
            "arg1",
            "x");

    private static final List<String> GLOBS =
            List.of("all", "none", "a*", "!a", "b*,a*", "*.*,!a.b,*", "x,*", "!*c,!x*");

    @Property(seed = "20", edgeCases = EdgeCasesMode.NONE)
    void linesAreWhatTheRulesSay(
            @ForAll("properties") Map<String, String> properties, @ForAll("calls") List<TestEvent> calls) {
        EventEncoder<TestEvent> encoder = encoder(properties);
        Utf8JsonWriter out = new Utf8JsonWriter();

        for (TestEvent event : calls) {
            assertThat(written(encoder, event, out))
                    .as("%s", properties)
                    .isEqualTo(MAPPER.writeValueAsString(ExtraFieldsModel.line(properties, event)));
        }
    }

    private static String written(EventEncoder<TestEvent> encoder, TestEvent event, Utf8JsonWriter out) {
        out.reset(out.array(), 0);
        encoder.encode(event, out);
        Json.parse(Json.text(out));
        return Json.text(out);
    }

    private static EventEncoder<TestEvent> encoder(Map<String, String> properties) {
        PropertyParser settings = new PropertyParser();
        EventEncoder<TestEvent> encoder = EventEncoder.json(new TestEvent.View(), properties, settings);
        assertThat(settings.faults()).as("%s", properties).isEmpty();
        return encoder;
    }

    @Provide
    Arbitrary<Map<String, String>> properties() {
        List<Arbitrary<Map<String, String>>> each = new ArrayList<>();
        each.add(Arbitraries.of("message", "message", "message", "message,a").map(format -> Map.of("format", format)));
        each.add(maybe("preset", List.of("tagged")));
        each.add(maybe("renameFields", List.of("b=x", "x=a.b", "tags=b")));
        each.add(maybe("staticField", List.of("s=1", "h=1\ns=2", "b.a=3")));
        for (String source : List.of("mdc", "keyValues", "context", "markers", "arguments")) {
            each.add(maybe(source, GLOBS));
        }
        each.add(maybe("mdcField", List.of("g", "m")));
        each.add(maybe("keyValuesField", List.of("g", "k")));
        each.add(maybe("dottedKeys", List.of("keep", "nest")));
        each.add(maybe("duplicateKeys", List.of("last", "first", "suffix")));
        each.add(maybe("maxExtras", List.of("1", "3", "7")));
        return Combinators.combine(each).as(all -> {
            Map<String, String> properties = new HashMap<>();
            all.forEach(properties::putAll);
            return properties;
        });
    }

    private static Arbitrary<Map<String, String>> maybe(String property, List<String> values) {
        return Arbitraries.of(values)
                .map(value -> Map.of(property, value))
                .optional(1.0 / 3)
                .map(set -> set.orElse(Map.of()));
    }

    /** Some of them with the same context, so that what is kept of it is used. */
    @Provide
    Arbitrary<List<TestEvent>> calls() {
        Arbitrary<List<Consumer<TestEvent>>> contexts = Combinators.combine(Arbitraries.of(KEYS), Arbitraries.of(KEYS))
                .as((key, property) -> (Consumer<TestEvent>) event -> {
                    event.context(key, "mdc" + event.context.size());
                    event.properties.put(property, "property" + event.properties.size());
                })
                .list()
                .ofMaxSize(3);
        return Combinators.combine(
                        contexts,
                        Arbitraries.of(true, false),
                        extras().list().ofMinSize(1).ofMaxSize(8))
                .as((context, isSnapshot, each) -> {
                    TestEvent first = new TestEvent();
                    context.forEach(one -> one.accept(first));
                    first.identity = isSnapshot ? first : null;
                    return each.stream().map(extras -> call(first, extras)).toList();
                });
    }

    private static TestEvent call(TestEvent first, List<Consumer<TestEvent>> extras) {
        TestEvent event = new TestEvent();
        event.context = first.context;
        event.properties.putAll(first.properties);
        event.identity = first.identity;
        extras.forEach(one -> one.accept(event));
        return event;
    }

    private static Arbitrary<List<Consumer<TestEvent>>> extras() {
        Arbitrary<Consumer<TestEvent>> keyValue =
                Arbitraries.of(KEYS).map(key -> event -> event.keyValue(key, event.keyValues.size()));
        Arbitrary<Consumer<TestEvent>> attached =
                Arbitraries.of(KEYS).map(key -> event -> event.attached(key, "attached"));
        Arbitrary<Consumer<TestEvent>> others = Arbitraries.just(event -> {
            event.arguments.addAll(List.of(1, true));
            event.markers.addAll(List.of("a", "x", "a"));
        });
        Arbitrary<Consumer<TestEvent>> any =
                Arbitraries.frequencyOf(Tuple.of(8, keyValue), Tuple.of(1, attached), Tuple.of(1, others));
        return Arbitraries.frequencyOf(
                Tuple.of(19, any.list().ofMaxSize(5)), Tuple.of(1, any.list().ofMaxSize(60)));
    }
}
