package io.github.lokiline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.LogLevel;
import io.github.lokiline.json.spi.PropertyParser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The contract of every binding of json-line: an event gives the same bytes whichever framework carries it. A binding's
 * test extends this class and implements the encoding of a sample.
 */
@Tag("promise-11")
public abstract class JsonLineContract {
    static final List<Map<String, String>> CONFIGURATIONS = List.of(
            Map.of(),
            Map.of("format", "{levelname}{message}{user}", "levelNames", "lower", "renameFields", "user=u"),
            Map.of("datefmt", "%H:%M:%S.%f", "timeZone", "+02:00", "staticFields", "{\"env\":{\"n\":1},\"k1\":\"s\"}"),
            Map.of(
                    "rootCauseFirst",
                    "true",
                    "stackAsArray",
                    "true",
                    "excludeFrames",
                    "org.junit.",
                    "stackHash",
                    "true"),
            Map.of("shortenNames", "true", "hideExceptionMessages", "IllegalStateException", "maxStackFrames", "3"),
            Map.of("maxStackBytes", "500 B"),
            Map.of("typedMdc", "http.*", "arguments", "all", "argumentsAsText", "true", "format", "http.id,message"),
            Map.of("truncateFramesAfter", "/[.]samples$/"),
            Map.of("omitStackOf", "IllegalStateException"),
            Map.of("stripAnsi", "true", "jsonMessage", "true"),
            Map.of("format", "message,exc_class,user", "omitNulls", "true", "arguments", "all"),
            Map.of("format", "message,exc_class,user", "omitNulls", "exceptions", "omitEmpty", "false"),
            Map.of("maxLineBytes", "1 KB", "redactKeys", "+user"),
            Map.of("mdc", "k*, user, !k2", "keyValues", "!nan", "context", "all", "markers", "!b", "arguments", "all"),
            Map.of(
                    "mdcField",
                    "mdc",
                    "keyValuesField",
                    "data",
                    "context",
                    "r*",
                    "renameFields",
                    "user=u\nregion=where"),
            Map.of("mdcField", "x", "keyValuesField", "x", "duplicateKeys", "suffix", "format", "k1,message"),
            Map.of("dottedKeys", "nest", "duplicateKeys", "first", "arguments", "arg1", "maxExtras", "3"));

    /** Returns the line of a sample, without its line end, encoded by the binding under test with these properties. */
    protected abstract byte[] encode(Map<String, String> properties, Sample sample);

    @Test
    void givesTheBytesDrawnHere() {
        Sample sample = new Sample(
                Instant.parse("2025-11-20T10:30:45.123456Z"),
                LogLevel.WARN,
                "com.acme.Svc",
                "main",
                "Request \"done\" \u20ac",
                Map.of("b", "2", "a", "1"),
                List.of(Map.entry("status_code", 200), Map.entry("password", "x"), Map.entry("ok", true)),
                null);

        assertThat(text(encode(Map.of(), sample)))
                .isEqualTo("{\"asctime\":\"2025-11-20T10:30:45.123Z\",\"levelname\":\"WARNING\","
                        + "\"name\":\"com.acme.Svc\",\"message\":\"Request \\\"done\\\" \u20ac\","
                        + "\"threadName\":\"main\",\"a\":\"1\",\"b\":\"2\",\"status_code\":200,"
                        + "\"password\":\"***\",\"ok\":true}");
    }

    @ParameterizedTest
    @FieldSource("CONFIGURATIONS")
    void givesTheSameBytesAsEveryOtherFace(Map<String, String> properties) {
        for (Sample sample : samples()) {
            assertThat(text(encode(properties, sample))).isEqualTo(text(expected(properties, sample)));
        }
    }

    private static byte[] expected(Map<String, String> properties, Sample sample) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        EventEncoder.json(new SampleView(), properties, new PropertyParser()).encode(sample, out);
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Returns true if an event of the framework can carry both arguments and key-values. */
    protected boolean hasArgumentsBesideKeyValues() {
        return true;
    }

    private List<Sample> samples() {
        Exception thrown = new IllegalStateException("top", new IllegalArgumentException("cause"));
        thrown.addSuppressed(new RuntimeException("closing"));
        List<Sample> samples = new ArrayList<>();
        for (LogLevel level : List.of(LogLevel.TRACE, LogLevel.DEBUG, LogLevel.INFO, LogLevel.ERROR)) {
            samples.add(sample(level, "hi", Map.of(), List.of(), null));
        }
        samples.add(sample(LogLevel.ERROR, "failed", Map.of("user", "u"), List.of(), thrown));
        samples.add(sample(LogLevel.INFO, "\ud800 \ud83d\ude00 \n\u0001", Map.of("k\"\n", "\t"), typed(), null));
        samples.add(sample(
                LogLevel.INFO,
                "clash",
                Map.of("k1", "mdc", "message", "mdc", "user", "u"),
                List.of(Map.entry("k1", 1), Map.entry("k2", 2), Map.entry("k1", 3)),
                null));
        Map<String, String> context = Map.of("http.id", "1", "http", "2", "tags", "mdc");
        List<Map.Entry<String, Object>> keyValues =
                List.of(Map.entry("http.id", 3), Map.entry("http.path.x", 4), Map.entry("arg0", 5));
        List<@Nullable Object> arguments = Arrays.asList("one", 2, null);
        samples.add(carrying(context, keyValues, List.of()));
        samples.add(carrying(context, List.of(), arguments));
        if (hasArgumentsBesideKeyValues()) {
            samples.add(carrying(context, keyValues, arguments));
        }
        samples.add(sample(LogLevel.WARN, "m".repeat(5000), Map.of("user", "u".repeat(3000)), typed(), thrown));
        return samples;
    }

    private static List<Map.Entry<String, Object>> typed() {
        return List.of(
                Map.entry("int", 1),
                Map.entry("double", 1.25),
                Map.entry("nan", Double.NaN),
                Map.entry("decimal", new BigDecimal("1.10")),
                Map.entry("list", Arrays.asList(1, null, "x")),
                Map.entry("map", Collections.singletonMap("token", "secret")));
    }

    private static Sample carrying(
            Map<String, String> context, List<Map.Entry<String, Object>> keyValues, List<@Nullable Object> arguments) {
        Sample plain = sample(LogLevel.INFO, "hi", context, keyValues, null);
        return new Sample(
                plain.time(),
                plain.level(),
                plain.logger(),
                plain.thread(),
                plain.message(),
                context,
                keyValues,
                null,
                arguments,
                List.of("a", "b", "c\"", "a"),
                Map.of("region", "eu", "zone", "1", "http", "p"));
    }

    private static Sample sample(
            LogLevel level,
            String message,
            Map<String, String> context,
            List<Map.Entry<String, Object>> keyValues,
            @Nullable Throwable thrown) {
        Instant time = Instant.parse("2025-11-20T10:30:45.123456789Z");
        return new Sample(time, level, "com.acme.Svc", "worker-1", message, context, keyValues, thrown);
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
