package io.github.lokiline.compatibility.values;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.google.gson.JsonParser;
import io.vavr.control.Option;
import jakarta.json.Json;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.json.JSONArray;
import org.json.JSONObject;

/** The examples of the table in docs/encoder.md, by their text there. */
final class Samples {
    private final Map<String, Supplier<Object>> all = new LinkedHashMap<>();

    Samples() {
        texts();
        numbers();
        times();
        containers();
        objects();
        trees();
    }

    /** Returns the examples; a supplier throws a {@link LinkageError} where a library is not on the class path. */
    Map<String, Supplier<Object>> all() {
        return all;
    }

    @SuppressWarnings("UnnecessaryStringBuilder") // the type is what is tried
    private void texts() {
        all.put("null", () -> null);
        all.put("\"a \\\"b\\\"\"", () -> "a \"b\"");
        all.put("'x'", () -> 'x');
        all.put("new StringBuilder(\"x\")", () -> new StringBuilder("x"));
        all.put("TimeUnit.DAYS", () -> TimeUnit.DAYS);
        all.put("Level.HIGH", () -> Level.HIGH);
        all.put("Colour.RED, as @JsonProperty(\"red\")", () -> Colour.RED);
        all.put("UUID.fromString(\"00000000-0000-0001-0000-000000000002\")", () -> new UUID(1, 2));
        all.put("Path.of(\"a\", \"b\")", () -> Path.of("a", "b"));
        all.put("URI.create(\"http://x/\")", () -> URI.create("http://x/"));
        all.put("Locale.GERMANY", () -> Locale.GERMANY);
        all.put("java.util.logging.Level.INFO", () -> java.util.logging.Level.INFO);
        all.put("String.class", () -> String.class);
        all.put("new byte[] {-1, -2}", () -> new byte[] {-1, -2});
    }

    private void numbers() {
        all.put("7", () -> 7);
        all.put("9007199254740993L", () -> 9007199254740993L);
        all.put("1.5", () -> 1.5);
        all.put("1e22", () -> 1e22);
        all.put("0.1f", () -> 0.1f);
        all.put("Double.NaN", () -> Double.NaN);
        all.put("new BigDecimal(\"1.10\")", () -> new BigDecimal("1.10"));
        all.put("true", () -> true);
        all.put("new AtomicBoolean(true)", () -> new AtomicBoolean(true));
    }

    @SuppressWarnings("JavaUtilDate") // applications log what they have
    private void times() {
        all.put("Instant.EPOCH", () -> Instant.EPOCH);
        all.put("LocalDate.of(2025, 1, 2)", () -> LocalDate.of(2025, 1, 2));
        all.put("LocalTime.of(3, 4)", () -> LocalTime.of(3, 4));
        all.put("LocalDateTime.parse(\"2020-01-02T03:04\")", () -> LocalDateTime.parse("2020-01-02T03:04"));
        all.put("OffsetDateTime.parse(\"2020-01-02T03:04Z\")", () -> OffsetDateTime.parse("2020-01-02T03:04Z"));
        all.put(
                "ZonedDateTime.parse(\"2020-01-02T03:04+01:00[Europe/Berlin]\")",
                () -> ZonedDateTime.parse("2020-01-02T03:04+01:00[Europe/Berlin]"));
        all.put("Duration.ofMillis(1500)", () -> Duration.ofMillis(1500));
        all.put("Year.of(2025)", () -> Year.of(2025));
        all.put("new Date(0)", () -> new Date(0));
        all.put("java.sql.Date.valueOf(\"2025-01-02\")", () -> java.sql.Date.valueOf("2025-01-02"));
        all.put("java.sql.Time.valueOf(\"10:11:12\")", () -> java.sql.Time.valueOf("10:11:12"));
        all.put(
                "java.sql.Timestamp.from(Instant.parse(\"2025-01-02T03:04:05.123456789Z\"))",
                () -> java.sql.Timestamp.from(Instant.parse("2025-01-02T03:04:05.123456789Z")));
    }

    private void containers() {
        all.put("Map.of(\"a\", 1)", () -> Map.of("a", 1));
        all.put("Map.entry(\"a\", 1)", () -> Map.entry("a", 1));
        all.put("Map.of(\"password\", \"x\")", () -> Map.of("password", "x"));
        all.put("List.of(1, \"a\")", () -> List.of(1, "a"));
        all.put("new int[] {1, 2}", () -> new int[] {1, 2});
        all.put("Optional.of(6)", () -> Optional.of(6));
        all.put("Optional.empty()", Optional::empty);
        all.put("OptionalInt.of(6)", () -> OptionalInt.of(6));
        all.put("new AtomicReference<>(6)", () -> new AtomicReference<>(6));
        all.put("(Supplier<Object>) () -> 6", () -> (Supplier<Object>) () -> 6);
        all.put("io.vavr.control.Option.of(6)", () -> Option.of(6));
        all.put("scala.Option.apply(6)", () -> scala.Option.apply(6));
        all.put("scala.None", () -> scala.Option.apply(null));
    }

    private void objects() {
        all.put("new IllegalStateException(\"bad\")", () -> new IllegalStateException("bad"));
        all.put("record Point(int x, int y)", () -> new Point(1, 2));
        all.put("class Order { int getId() }", Order::new);
        all.put("class Nothing {}", Nothing::new);
        all.put("a proxy of the JDK", Samples::proxy);
        all.put("@JsonRawValue String json", () -> new Raw("[1, 2]"));
        all.put("a list that contains itself", Samples::cycle);
    }

    private void trees() {
        all.put(
                "com.fasterxml.jackson.databind.JsonNode",
                () -> com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("a", 1));
        all.put(
                "tools.jackson.databind.JsonNode",
                () -> tools.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("a", 1));
        all.put("com.google.gson.JsonElement", () -> JsonParser.parseString("{\"a\":[1,\"x\",null]}"));
        all.put("org.json.JSONObject", () -> new JSONObject("{\"a\":1}"));
        all.put("org.json.JSONArray", () -> new JSONArray("[1,\"x\"]"));
        all.put(
                "jakarta.json.JsonObject",
                () -> Json.createObjectBuilder().add("a", 1).add("b", "x").build());
    }

    private static Object proxy() {
        return Proxy.newProxyInstance(
                Samples.class.getClassLoader(),
                new Class<?>[] {Named.class},
                (proxy, method, arguments) -> method.getName().equals("toString") ? "a proxy" : null);
    }

    private static Object cycle() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list;
    }

    /** Has another text than its name. */
    public enum Level {
        HIGH;

        @Override
        public String toString() {
            return "high!";
        }
    }

    /** Is shown as its annotations say. */
    public enum Colour {
        @JsonProperty("red")
        RED
    }

    /** The type of a proxy. */
    public interface Named {
        /** A property. */
        String getName();
    }

    /** A record. */
    public record Point(int x, int y) {}

    /** A bean. */
    public static final class Order {
        /** Its property. */
        public int getId() {
            return 7;
        }

        @Override
        public String toString() {
            return "order 7";
        }
    }

    /** An object without properties. */
    public static final class Nothing {
        @Override
        public String toString() {
            return "nothing";
        }
    }

    /** A record with raw JSON. */
    public record Raw(@JsonRawValue String json) {}
}
