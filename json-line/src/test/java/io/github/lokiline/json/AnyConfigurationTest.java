package io.github.lokiline.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Whatever the properties and the event, a line is valid UTF-8 JSON without repeated keys, no longer than allowed, and says
 * so when something is missing. A failure names the seed to run it again.
 */
class AnyConfigurationTest {
    private static final int ROUNDS = Integer.getInteger("lokiline.rounds", 1_500);
    private static final int EVENTS = 4;

    private static final Map<String, List<String>> PROPERTIES = new LinkedHashMap<>();

    static {
        PROPERTIES.put("format", List.of("message", "a,message,exc_info", "levelname,message,a.b,password", "tags,x"));
        PROPERTIES.put("renameFields", List.of("a=x", "message=a.b\na=message", "\"=\\\nx=\"", "password=pw"));
        PROPERTIES.put("staticFields", List.of("{\"s\":{\"a\":[1,null]},\"\\\"\":1}", "{\"password\":\"s3cret\"}"));
        for (String source : List.of("mdc", "keyValues", "context", "markers", "arguments")) {
            PROPERTIES.put(source, List.of("all", "none", "a*,*", "!a*", "*\"*"));
        }
        PROPERTIES.put("mdcField", List.of("mdc", "g\"\\", "\ud800"));
        PROPERTIES.put("keyValuesField", List.of("kv", "g\"\\", "\ud801"));
        PROPERTIES.put("dottedKeys", List.of("nest"));
        PROPERTIES.put("duplicateKeys", List.of("first", "suffix"));
        PROPERTIES.put("maxExtras", List.of("1", "2", "20"));
        PROPERTIES.put("preset", List.of("structlog", "tagged", "logstash", "ecs"));
        PROPERTIES.put("defaults", List.of("{\"a\":1,\"levelname\":\"\u00e9\"}", "x=y"));
        PROPERTIES.put("keepMissing", List.of("true"));
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
        PROPERTIES.put("hideExceptionMessages", List.of("true"));
        PROPERTIES.put("omitStackOf", List.of("java.lang.Exception"));
        PROPERTIES.put("maxLineBytes", List.of("1 KB", "2 KB"));
        PROPERTIES.put("maxValueBytes", List.of("16 B", "100 B"));
    }

    private static final List<String> KEYS = Arrays.asList(
            "a",
            "b",
            "x",
            "a.b",
            "a.b.c",
            "a.",
            "",
            ".",
            "message",
            "truncated",
            "tags",
            "arg0",
            "mdc",
            "kv",
            "password",
            "password.a",
            "\"",
            "\\",
            "\n",
            "g\"\\",
            "\ud800",
            "\udc00",
            "\ufffd",
            "\ud83d\ude00",
            "\u0000",
            null,
            "k".repeat(300),
            "k".repeat(301),
            "a.".repeat(40) + "a");

    @Test
    void givesAValidLineWithoutRepeatedKeysWithinItsLimits() {
        long first = Long.getLong("lokiline.seed", new Random().nextLong());
        int refused = 0;
        for (long seed = first; seed < first + ROUNDS; seed++) {
            Random random = new Random(seed);
            Map<String, String> properties = properties(random);
            Settings settings = new Settings();
            boolean isLogfmt = random.nextInt(4) == 0 && !properties.containsKey("indent");
            LineExtensions<Happening> extensions = extensions(random);
            Lines lines = isLogfmt
                    ? Lines.of(LogfmtRecordEncoder.of(new Happening.View(), properties, extensions, settings))
                    : Lines.of(RecordEncoder.of(new Happening.View(), properties, extensions, settings));
            if (!settings.faults().isEmpty()) {
                // As two fields of one name: refused, so that it never writes a line.
                refused++;
                continue;
            }
            LineWriter out = new LineWriter();
            for (int i = 0; i < EVENTS; i++) {
                check(lines, event(random), out, "-Dlokiline.seed=" + seed + " under " + properties);
            }
        }
        assertThat(refused).isLessThan(ROUNDS / 2);
    }

    private static void check(Lines lines, Happening event, LineWriter out, String where) {
        long cut = lines.records().counts().truncatedLines();
        out.reset(out.array(), 0);
        lines.encoder().encode(event, out);

        String line = Json.text(out);
        // A report that is cut at the first odd character helps no one.
        String as = (where + ": " + line).replaceAll("[^ -~]", "?");
        if (lines.isJson()) {
            checkJson(
                    line.substring(where.contains("prefix=") ? "@cee: ".length() : 0),
                    as,
                    () -> lines.records().counts().truncatedLines() > cut);
        } else {
            assertThat(line).as(as).doesNotContain("\n").isNotEmpty();
        }
        assertThat(line).as(where).doesNotContain("s3cret");
        assertThat(out.position()).as(as).isLessThanOrEqualTo(256 * 1024);
        if (where.contains("maxLineBytes=1 KB")) {
            assertThat(out.position()).as(as).isLessThanOrEqualTo(1024);
        }
    }

    private static void checkJson(String line, String as, BooleanSupplier isCut) {
        try {
            JsonNode json = Json.parse(line);
            assertThat(json.isObject()).as(as).isTrue();
            assertThat(json.has("truncated")).as(as).isEqualTo(isCut.getAsBoolean());
        } catch (RuntimeException e) {
            throw new AssertionError(as, e);
        }
        if (!as.contains("indent=")) {
            assertThat(line).as(as).doesNotContain("\n");
        }
        if (as.contains("ensureAscii=")) {
            assertThat(line.chars()).as(as).allMatch(c -> c < 0x7f);
        }
    }

    /** Either way to write lines. */
    private record Lines(LineEncoder<Happening> encoder, RecordEncoder<Happening> records, boolean isJson) {
        static Lines of(RecordEncoder<Happening> records) {
            return new Lines(records, records, true);
        }

        static Lines of(LogfmtRecordEncoder<Happening> logfmt) {
            return new Lines(logfmt, logfmt.records(), false);
        }
    }

    private static LineExtensions<Happening> extensions(Random random) {
        return switch (random.nextInt(8)) {
            case 0 ->
                new LineExtensions<>(
                        List.of(), List.of(fields -> fields.put("put in", "\u00e9".repeat(random.nextInt(2000)))));
            case 1 ->
                new LineExtensions<>(List.of(), List.of(fields -> fields.replaceAll((name, value) -> value + "!")));
            case 2 ->
                new LineExtensions<>(
                        List.of((event, out) -> out.name("own").string("\u00e9".repeat(random.nextInt(200)))),
                        List.of());
            default -> LineExtensions.none();
        };
    }

    private static Throwable thrown(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Failures.chain(random.nextInt(20));
            case 1 -> Failures.deep(random.nextInt(300), "\ud800\n\u00e9".repeat(random.nextInt(900)));
            case 2 -> new Failures.Broken();
            case 3 -> new Failures.Endless();
            default -> null;
        };
    }

    private static Map<String, String> properties(Random random) {
        Map<String, String> properties = new HashMap<>();
        PROPERTIES.forEach((property, values) -> {
            if (random.nextInt(5) == 0) {
                properties.put(property, values.get(random.nextInt(values.size())));
            }
        });
        return properties;
    }

    private static Happening event(Random random) {
        Happening event = new Happening();
        int most = random.nextInt(10) == 0 ? 200 : 6;
        for (int i = random.nextInt(most); i > 0; i--) {
            event.context(key(random), random.nextInt(9) == 0 ? null : "v\ud800\n\"" + i);
        }
        for (int i = random.nextInt(most); i > 0; i--) {
            String key = key(random);
            event.keyValue(key, "password".equals(key) ? "s3cret" : value(random));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            event.arguments.add(value(random));
            event.attached(key(random), value(random));
            event.markers.add(key(random));
            event.properties.put(key(random), "p");
        }
        event.message = random.nextInt(9) == 0
                ? null
                : String.valueOf(key(random)).repeat(random.nextInt(9)) + "bob@acme.com\n";
        event.logger = key(random);
        event.thrown = thrown(random);
        event.identity = random.nextBoolean() ? event : null;
        return event;
    }

    private static String key(Random random) {
        return random.nextInt(3) == 0 ? "n" + random.nextInt(100) : KEYS.get(random.nextInt(KEYS.size()));
    }

    private static Object value(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> "t".repeat(random.nextInt(3000));
            case 1 -> random.nextDouble();
            case 2 -> Double.NaN;
            case 3 -> failing();
            case 4 -> cyclic();
            case 5 -> Collections.singletonMap(null, List.of(1, "x\udc00", Map.of("token", "s3cret")));
            case 6 -> Arrays.asList(1, null, new byte[] {1, 2, 3});
            case 7 -> (Supplier<Object>) () -> Map.of(5, 5.0f, "x", 5);
            case 8 -> new IllegalStateException("\u0000\"");
            default -> random.nextInt();
        };
    }

    private static Object failing() {
        return new Object() {
            @Override
            public String toString() {
                throw new StackOverflowError();
            }
        };
    }

    private static Object cyclic() {
        List<Object> list = new ArrayList<>(List.of("x"));
        list.add(list);
        return list;
    }
}
