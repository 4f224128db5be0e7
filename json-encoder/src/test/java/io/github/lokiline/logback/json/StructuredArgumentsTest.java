package io.github.lokiline.logback.json;

import static net.logstash.logback.argument.StructuredArguments.array;
import static net.logstash.logback.argument.StructuredArguments.defer;
import static net.logstash.logback.argument.StructuredArguments.entries;
import static net.logstash.logback.argument.StructuredArguments.fields;
import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.argument.StructuredArguments.raw;
import static net.logstash.logback.argument.StructuredArguments.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.logstash.logback.argument.StructuredArgument;
import net.logstash.logback.marker.LogstashMarker;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import tools.jackson.core.JsonGenerator;

/** Tests that calls written for logstash-logback-encoder keep their fields. */
class StructuredArgumentsTest {
    private static final Map<String, Object> TWO = new TreeMap<>(Map.of("a", 1, "b", List.of("x", true)));

    private final Lines lines = Lines.with(encoder -> encoder.setFormat("message"));

    static Stream<Arguments> arguments() {
        return Stream.of(
                Arguments.of(kv("order", 7), "order=7", "\"order\":7"),
                Arguments.of(value("order", "o-7"), "o-7", "\"order\":\"o-7\""),
                Arguments.of(kv("none", null), "none=null", "\"none\":null"),
                Arguments.of(kv("pi", new BigDecimal("3.14159265358979323846")), null, "\"pi\":3.14159265358979323846"),
                Arguments.of(kv("bean", new Order("o-7", 2)), null, "\"bean\":{\"id\":\"o-7\",\"items\":2}"),
                Arguments.of(entries(TWO), "{a=1, b=[x, true]}", "\"a\":1,\"b\":[\"x\",true]"),
                Arguments.of(array("all", 1, "two"), "all=[1, two]", "\"all\":[1,\"two\"]"),
                Arguments.of(fields(new Order("o-7", 2)), null, "\"id\":\"o-7\",\"items\":2"),
                Arguments.of(raw("raw", "{\"x\": [1, null]}"), null, "\"raw\":{\"x\":[1,null]}"),
                Arguments.of(defer(() -> kv("late", "x")), null, "\"late\":\"x\""));
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void writesTheFieldsOfAnArgument(StructuredArgument argument, String text, String expected) {
        lines.logger().info("did {}", argument);

        String shown = text == null ? lines.json().get("message").asString() : "did " + text;
        assertThat(lines.line()).isEqualTo("{\"message\":\"" + shown.replace("\"", "\\\"") + "\"," + expected + "}");
    }

    static Stream<Arguments> markers() {
        return Stream.of(
                Arguments.of(Markers.append("order", 7), "\"order\":7"),
                Arguments.of(Markers.appendEntries(TWO), "\"a\":1,\"b\":[\"x\",true]"),
                Arguments.of(Markers.appendArray("all", 1, "two"), "\"all\":[1,\"two\"]"),
                Arguments.of(Markers.appendRaw("raw", "[1,2]"), "\"raw\":[1,2]"),
                Arguments.of(Markers.appendFields(new Order("o-7", 2)), "\"id\":\"o-7\",\"items\":2"),
                Arguments.of(Markers.defer(() -> Markers.append("late", 1)), "\"late\":1"),
                Arguments.of(Markers.append("a", 1).and(Markers.append("b", 2)), "\"a\":1,\"b\":2"),
                Arguments.of(Markers.aggregate(Markers.append("a", 1), Markers.append("b", 2)), "\"a\":1,\"b\":2"));
    }

    @ParameterizedTest
    @MethodSource("markers")
    void writesTheFieldsOfAMarker(LogstashMarker marker, String expected) {
        lines.logger().info(marker, "hi");

        assertThat(lines.line()).isEqualTo("{\"message\":\"hi\"," + expected + "}");
    }

    @Test
    @SuppressWarnings("deprecation") // as applications still do
    void writesTheFieldsOfAllMarkersOfAnEvent() {
        Marker around = MarkerFactory.getDetachedMarker("AROUND");
        around.add(Markers.append("inner", 3));

        lines.logger()
                .atInfo()
                .addMarker(Markers.append("first", 1))
                .addMarker(around)
                .addArgument(kv("argument", 0))
                .log("hi {}");

        assertThat(lines.line()).isEqualTo("{\"message\":\"hi argument=0\",\"argument\":0,\"first\":1,\"inner\":3}");
    }

    @Test
    void listsPlainMarkersOnlyAsTags() {
        Lines tagged = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.addMarkers("all");
        });

        tagged.logger().info(Markers.append("a", 1).and(MarkerFactory.getDetachedMarker("AUDIT")), "hi");

        assertThat(tagged.line()).isEqualTo("{\"message\":\"hi\",\"a\":1,\"tags\":[\"AUDIT\"]}");
    }

    @Test
    void numbersPlainArgumentsOnly() {
        Lines numbered = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.addArguments("all");
        });

        numbered.logger().info("{} {}", kv("order", 7), "x");

        assertThat(numbered.line()).isEqualTo("{\"message\":\"order=7 x\",\"arg1\":\"x\",\"order\":7}");
    }

    @Test
    void holdsThemToTheRulesOfExtras() {
        Lines ruled = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.addRedactPatterns("email");
            encoder.setRenameFields("order=order_id");
        });
        ruled.mdc.put("tenant", "of the MDC");

        ruled.logger().info("hi", kv("password", "s3cret"), kv("message", 1), kv("tenant", 2), kv("order", "a@b.org"));

        assertThat(ruled.line())
                .isEqualTo(
                        "{\"message\":\"hi\",\"tenant\":2,\"password\":\"***\",\"message_\":1,\"order_id\":\"***\"}");
        assertThat(ruled.encoder.counts().movedFields()).isOne();
    }

    @Test
    void takesAFieldNamedInTheFormatToItsPlace() {
        Lines placed = Lines.with(encoder -> encoder.setFormat("order,message"));

        placed.logger().info("hi", kv("order", 7));

        assertThat(placed.line()).isEqualTo("{\"order\":7,\"message\":\"hi\"}");
    }

    @Test
    void losesOnlyWhatFails() {
        Object broken = new Object() {
            @SuppressWarnings({"unused", "EffectivelyPrivate"}) // Jackson asks
            public String getName() {
                throw new IllegalStateException("not open");
            }

            @Override
            public String toString() {
                return "broken";
            }
        };

        lines.logger().info("hi", kv("bad", broken), raw("raw", "{oops"), new HalfWritten(), kv("good", 1));

        assertThat(lines.json().get("bad").asString()).isEqualTo("<error: IllegalStateException: not open>");
        assertThat(lines.json().get("raw").asString())
                .isEqualTo("<error: IllegalArgumentException: no JSON that could be read>");
        assertThat(lines.json().get("attached_error").asString())
                .isEqualTo("<error: UncheckedIOException: java.io.IOException: gone>");
        assertThat(lines.json().get("good").asInt()).isOne();
        assertThat(lines.encoder.counts().failedValues()).isEqualTo(3);
    }

    @Test
    void numbersFailuresWithoutANameOfTheirOwn() {
        lines.logger().info(new HalfMarked(), "hi", new HalfWritten(), kv("good", 1), new HalfWritten());

        assertThat(lines.json().has("attached_error")).isTrue();
        assertThat(lines.json().has("attached_error_2")).isTrue();
        assertThat(lines.json().has("attached_error_3")).isTrue();
        assertThat(lines.encoder.counts().failedValues()).isEqualTo(3);
    }

    @Test
    void areNoneOfThePlainArgs() {
        Lines plain = Lines.with(encoder -> encoder.setFormat("args"));

        plain.logger().info("hi", kv("password", "s3cret"), entries(TWO), 7);

        assertThat(plain.line()).isEqualTo("{\"args\":[7],\"password\":\"***\",\"a\":1,\"b\":[\"x\",true]}");
    }

    @Test
    void showABeanAsAKeyValueDoes() {
        Unsorted bean = new Unsorted(1, new StampModule.Stamp());

        lines.logger()
                .atInfo()
                .addKeyValue("one", bean)
                .addArgument(kv("other", bean))
                .log("hi");

        assertThat(lines.json().get("other").toString())
                .isEqualTo(lines.json().get("one").toString())
                .isEqualTo("{\"z\":1,\"a\":\"by the module\"}");
    }

    @Test
    void areTheirFieldsAsTheValueOfAnother() {
        lines.logger().info("x {}", value("key1", value("key2", kv("key3", 5))));

        assertThat(lines.line()).isEqualTo("{\"message\":\"x key3=5\",\"key1\":{\"key2\":{\"key3\":5}}}");
    }

    @Test
    void areTheirFieldsWithinKeyValuesAndContainers() {
        lines.logger()
                .atInfo()
                .addKeyValue("k", kv("a", 1))
                .addKeyValue("map", Map.of("m", kv("password", "s3cret")))
                .addKeyValue("list", List.of(entries(TWO), Markers.append("order", 7)))
                .addArgument(kv("held", List.of(kv("a", 1))))
                .log("hi");

        assertThat(lines.line())
                .isEqualTo("{\"message\":\"hi\",\"k\":{\"a\":1},\"map\":{\"m\":{\"password\":\"***\"}},"
                        + "\"list\":[{\"a\":1,\"b\":[\"x\",true]},{\"order\":7}],\"held\":[{\"a\":1}]}");
    }

    @Test
    void losesOnlyTheInnerOneThatFails() {
        lines.logger()
                .atInfo()
                .addKeyValue("list", List.of(new HalfWritten(), kv("good", 1)))
                .log("hi");

        assertThat(lines.last())
                .isEqualTo("{\"message\":\"hi\",\"list\":["
                        + "\"<error: UncheckedIOException: java.io.IOException: gone>\",{\"good\":1}]}");
        assertThat(lines.encoder.counts().failedValues()).isOne();
    }

    @Test
    void saysNothingOfWhatIsNoJson() {
        lines.logger().info("hi", raw("login", "{\"password\": hunter2}"));

        assertThat(lines.last()).contains("\"login\":\"<error: ").doesNotContain("hunter2");
    }

    /** An argument that writes itself, as applications may have it. */
    private static final class HalfWritten implements StructuredArgument {
        @Override
        public void writeTo(JsonGenerator generator) {
            generator.writeName("half");
            throw new UncheckedIOException(new IOException("gone"));
        }

        @Override
        public String toString() {
            return "half written";
        }
    }

    private record Order(String id, int items) {}

    private record Unsorted(int z, StampModule.Stamp a) {}

    /** A marker like {@link HalfWritten}. */
    private static final class HalfMarked extends LogstashMarker {
        private static final long serialVersionUID = 1L;

        HalfMarked() {
            super("HALF");
        }

        @Override
        public void writeTo(JsonGenerator generator) {
            new HalfWritten().writeTo(generator);
        }
    }
}
