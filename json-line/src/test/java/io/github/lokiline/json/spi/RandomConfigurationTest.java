package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import tools.jackson.databind.JsonNode;

/**
 * Whatever the properties and the events, a line is valid UTF-8 JSON without repeated keys, no longer than allowed, and
 * says so when something is missing. A failure is shrunk to a small one. Every run tries the same: to search on, ask for
 * more of them ({@code -Djqwik.tries.default=100000}).
 */
class RandomConfigurationTest {
    private static final Map<String, List<String>> PROPERTIES = new LinkedHashMap<>();

    static {
        PROPERTIES.put("format", List.of("message", "a,message,exc_info", "levelname,message,a.b,password", "tags,x"));
        PROPERTIES.put(
                "renameFields",
                List.of(
                        "message=a.b\na=message",
                        "a=x",
                        "\"=\\\nx=\"",
                        "password=pw",
                        "truncated=\u00e9\nx=\u00e9\u00e9"));
        PROPERTIES.put("staticField", List.of("s.t=1", "log=x"));
        PROPERTIES.put("staticFields", List.of("{\"s\":{\"a\":[1,null]},\"\\\"\":1}", "{\"password\":\"s3cret\"}"));
        for (String source : List.of("mdc", "keyValues", "context", "markers", "arguments")) {
            PROPERTIES.put(source, List.of("all", "none", "a*,*", "!a*", "*\"*", "all,!a*"));
        }
        PROPERTIES.put("typedMdc", List.of("all", "a*"));
        PROPERTIES.put("argumentsAsText", List.of("true"));
        PROPERTIES.put("mdcField", List.of("mdc", "g\"\\", "\ud800"));
        PROPERTIES.put("keyValuesField", List.of("kv", "g\"\\", "\ud801"));
        PROPERTIES.put("dottedKeys", List.of("nest"));
        PROPERTIES.put("duplicateKeys", List.of("first", "suffix"));
        PROPERTIES.put("maxExtras", List.of("1", "2", "20"));
        PROPERTIES.put("preset", List.of("structlog", "tagged", "logstash", "ecs", "gcp", "datadog"));
        PROPERTIES.put("defaults", List.of("{\"a\":1,\"levelname\":\"\u00e9\"}", "x=y"));
        PROPERTIES.put("keepMissing", List.of("true"));
        PROPERTIES.put("omitNulls", List.of("true", "exceptions"));
        PROPERTIES.put("omitEmpty", List.of("true"));
        PROPERTIES.put("stripAnsi", List.of("true"));
        PROPERTIES.put("jsonMessage", List.of("true"));
        PROPERTIES.put("timestamp", List.of("true", "at\""));
        PROPERTIES.put("sequence", List.of("true"));
        PROPERTIES.put("prefix", List.of("@cee: "));
        PROPERTIES.put("ensureAscii", List.of("true"));
        PROPERTIES.put("indent", List.of("2"));
        PROPERTIES.put("redactPatterns", List.of("email,bearer", "/v(.)/"));
        PROPERTIES.put("levelNames", List.of("java", "INFO=\u00e9\""));
        PROPERTIES.put("datefmt", List.of("epoch_millis", "%Y", "iso_nanos"));
        PROPERTIES.put("rootCauseFirst", List.of("true"));
        PROPERTIES.put("stackAsArray", List.of("true"));
        PROPERTIES.put("shortenNames", List.of("true"));
        PROPERTIES.put("stackHash", List.of("true"));
        PROPERTIES.put("maxStackFrames", List.of("0", "2"));
        PROPERTIES.put("maxStackBytes", List.of("200 B", "1 KB"));
        PROPERTIES.put("excludeFrames", List.of("a.", "/m1/"));
        PROPERTIES.put("truncateFramesAfter", List.of("a.", "/m1/"));
        PROPERTIES.put("hideExceptionMessages", List.of("true"));
        PROPERTIES.put("omitStackOf", List.of("java.lang.Exception"));
        PROPERTIES.put("maxLineBytes", List.of("1 KB", "2 KB"));
        PROPERTIES.put("maxValueBytes", List.of("16 B", "100 B"));
    }

    @Property(seed = "20", edgeCases = EdgeCasesMode.NONE, maxDiscardRatio = 1)
    void givesAValidLineWithoutRepeatedKeysWithinItsLimits(
            @ForAll("properties") Map<String, String> properties,
            @ForAll("logfmts") boolean isLogfmt,
            @ForAll("extensions") EncoderExtensions<TestEvent> extensions,
            @ForAll("events") List<TestEvent> events) {
        PropertyParser settings = new PropertyParser();
        boolean isJson = !isLogfmt || properties.containsKey("indent");
        EventEncoder<TestEvent> encoder = isJson
                ? EventEncoder.json(new TestEvent.View(), properties, extensions, settings)
                : EventEncoder.logfmt(new TestEvent.View(), properties, extensions, settings);
        // As two fields of one name: refused, so that it never writes a line.
        Assume.that(settings.faults().isEmpty());
        Utf8JsonWriter out = new Utf8JsonWriter();

        for (TestEvent event : events) {
            long cut = encoder.counts().truncatedLines();
            out.reset(out.array(), 0);
            encoder.encode(event, out);

            check(Json.text(out), properties, isJson, () -> encoder.counts().truncatedLines() > cut);
        }
    }

    private static void check(String line, Map<String, String> properties, boolean isJson, BooleanSupplier isCut) {
        // A report that is cut at the first odd character helps no one.
        String as = (properties + ": " + line).replaceAll("[^ -~]", "?");
        if (isJson) {
            checkJson(line.substring(properties.getOrDefault("prefix", "").length()), properties, as, isCut);
        } else {
            assertThat(line).as(as).isNotEmpty().doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f\u2028\u2029]");
        }
        assertThat(line).as(as).doesNotContain("s3cret");
        assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(as).isLessThanOrEqualTo(mostBytes(properties));
    }

    private static void checkJson(String line, Map<String, String> properties, String as, BooleanSupplier isCut) {
        try {
            JsonNode json = Json.parse(line);
            assertThat(json.isObject()).as(as).isTrue();
            assertThat(json.has(marked(properties))).as(as).isEqualTo(isCut.getAsBoolean());
        } catch (RuntimeException e) {
            throw new AssertionError(as, e);
        }
        if (!properties.containsKey("indent")) {
            assertThat(line).as(as).doesNotContain("\n");
        }
        if (properties.containsKey("ensureAscii")) {
            assertThat(line.chars()).as(as).allMatch(c -> c < 0x7f);
        }
    }

    private static String marked(Map<String, String> properties) {
        return properties.getOrDefault("renameFields", "").startsWith("truncated=") ? "\u00e9" : "truncated";
    }

    private static int mostBytes(Map<String, String> properties) {
        return switch (properties.getOrDefault("maxLineBytes", "")) {
            case "1 KB" -> 1024;
            case "2 KB" -> 2048;
            default -> 256 * 1024;
        };
    }

    /** Each property is set every fifth time. */
    @Provide
    Arbitrary<Map<String, String>> properties() {
        List<Arbitrary<Map<String, String>>> each = PROPERTIES.entrySet().stream()
                .map(property -> Arbitraries.of(property.getValue())
                        .map(value -> Map.of(property.getKey(), value))
                        .optional(0.2)
                        .map(set -> set.orElse(Map.of())))
                .toList();
        return Combinators.combine(each).as(all -> {
            Map<String, String> properties = new HashMap<>();
            all.forEach(properties::putAll);
            return properties;
        });
    }

    @Provide
    Arbitrary<Boolean> logfmts() {
        return Arbitraries.of(true, false, false, false);
    }

    @Provide
    Arbitrary<List<TestEvent>> events() {
        return RandomEvent.events().list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<EncoderExtensions<TestEvent>> extensions() {
        Arbitrary<Integer> lengths = Arbitraries.integers().between(0, 2000);
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(EncoderExtensions.none())),
                Tuple.of(1, lengths.map(length -> putting("put in", "\u00e9".repeat(length)))),
                Tuple.of(1, lengths.map(length -> putting("\u00e9\u00e9", nested(length)))),
                Tuple.of(1, Arbitraries.just(changing())),
                Tuple.of(1, lengths.map(length -> writing("\u00e9".repeat(length / 10)))));
    }

    private static Map<String, Object> nested(int length) {
        return Collections.singletonMap("\u00e9".repeat(length / 8), Map.of("\u00f1".repeat(length / 8), "\u00fc"));
    }

    private static EncoderExtensions<TestEvent> putting(String name, Object value) {
        return new EncoderExtensions<>(List.of(), List.of(fields -> fields.put(name, value)));
    }

    private static EncoderExtensions<TestEvent> changing() {
        return new EncoderExtensions<>(List.of(), List.of(fields -> fields.replaceAll((name, value) -> value + "!")));
    }

    private static EncoderExtensions<TestEvent> writing(String value) {
        return new EncoderExtensions<>(List.of((event, out) -> out.name("own").string(value)), List.of());
    }
}
