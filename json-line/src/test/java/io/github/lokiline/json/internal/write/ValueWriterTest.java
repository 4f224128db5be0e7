package io.github.lokiline.json.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.spi.Json;
import java.io.Serial;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("promise-10")
class ValueWriterTest {
    @ParameterizedTest
    @MethodSource("valuesAndTheirJson")
    void keepsTheTypeOfAValue(Object value, String json) {
        assertThat(Json.value(value)).isEqualTo(json);
    }

    private static Object sqlTimestamp() {
        return java.sql.Timestamp.from(Instant.parse("2025-01-02T03:04:05.123456789Z"));
    }

    private static Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(
                ValueWriterTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> "a proxy");
    }

    /** Has its proxies in its own module. */
    interface Hidden {
        String getName();
    }

    @SuppressWarnings("JavaUtilDate") // applications log what they have
    static List<Arguments> valuesAndTheirJson() {
        return List.of(
                Arguments.of(null, "null"),
                Arguments.of("x\"", "\"x\\\"\""),
                Arguments.of(CharBuffer.wrap("x"), "\"x\""),
                Arguments.of('x', "\"x\""),
                Arguments.of(true, "true"),
                Arguments.of(new AtomicBoolean(true), "true"),
                Arguments.of(
                        ZonedDateTime.of(2020, 1, 2, 3, 4, 0, 0, ZoneId.of("Europe/Berlin")),
                        "\"2020-01-02T03:04:00+01:00\""),
                Arguments.of(OffsetDateTime.parse("2020-01-02T03:04+01:00"), "\"2020-01-02T03:04:00+01:00\""),
                Arguments.of(LocalDateTime.parse("2020-01-02T03:04"), "\"2020-01-02T03:04:00\""),
                Arguments.of(LocalTime.parse("03:04"), "\"03:04:00\""),
                Arguments.of(OffsetTime.parse("03:04:05.5Z"), "\"03:04:05.5Z\""),
                Arguments.of(Year.of(2020), "\"2020\""),
                Arguments.of(java.sql.Date.valueOf("2025-01-02"), "\"2025-01-02\""),
                Arguments.of(java.sql.Time.valueOf("10:11:12"), "\"10:11:12\""),
                Arguments.of(sqlTimestamp(), "\"2025-01-02T03:04:05.123456789Z\""),
                Arguments.of(java.util.logging.Level.INFO, "\"INFO\""),
                Arguments.of(proxy(Runnable.class), "\"a proxy\""),
                Arguments.of(proxy(Hidden.class), "\"a proxy\""),
                Arguments.of((byte) -1, "-1"),
                Arguments.of((short) 2, "2"),
                Arguments.of(3, "3"),
                Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(1.5, "1.5"),
                Arguments.of(0.1f, "0.1"),
                Arguments.of(Float.NaN, "\"NaN\""),
                Arguments.of(Double.NEGATIVE_INFINITY, "\"-Infinity\""),
                Arguments.of(new BigDecimal("1.10"), "1.10"),
                Arguments.of(new BigDecimal("1E+3"), "1E+3"),
                Arguments.of(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                Arguments.of(new AtomicInteger(4), "4"),
                Arguments.of(new AtomicLong(5), "5"),
                Arguments.of(Thread.State.NEW, "\"NEW\""),
                Arguments.of(Optional.of(6), "6"),
                Arguments.of(Optional.empty(), "null"),
                Arguments.of(OptionalInt.of(6), "6"),
                Arguments.of(OptionalInt.empty(), "null"),
                Arguments.of(OptionalLong.of(Long.MAX_VALUE), "9223372036854775807"),
                Arguments.of(OptionalLong.empty(), "null"),
                Arguments.of(OptionalDouble.of(Double.NaN), "\"NaN\""),
                Arguments.of(OptionalDouble.empty(), "null"),
                Arguments.of(new AtomicReference<>(Map.of("password", "hunter2")), "{\"password\":\"***\"}"),
                Arguments.of(Map.entry("password", "hunter2"), "{\"password\":\"***\"}"),
                Arguments.of((Supplier<Object>) () -> List.of(7), "[7]"),
                Arguments.of(new int[] {1, 2}, "[1,2]"),
                Arguments.of(new Object[] {"a", null, new long[0]}, "[\"a\",null,[]]"),
                Arguments.of(List.of(1, "a", List.of()), "[1,\"a\",[]]"),
                Arguments.of(Set.of("a"), "[\"a\"]"),
                Arguments.of(Map.of("a", Map.of("b", 1)), "{\"a\":{\"b\":1}}"),
                Arguments.of(new byte[] {-1, -2}, "\"__4=\""),
                Arguments.of(Instant.EPOCH, "\"1970-01-01T00:00:00Z\""),
                Arguments.of(new Date(0), "\"1970-01-01T00:00:00Z\""),
                Arguments.of(
                        GregorianCalendar.from(ZonedDateTime.of(2025, 1, 2, 3, 4, 5, 0, ZoneOffset.ofHours(2))),
                        "\"2025-01-02T01:04:05Z\""),
                Arguments.of(LocalDate.of(2025, 1, 2), "\"2025-01-02\""),
                Arguments.of(Duration.ofMillis(1500), "\"PT1.5S\""),
                Arguments.of(new UUID(0, 1), "\"00000000-0000-0000-0000-000000000001\""),
                Arguments.of(Path.of("a", "b"), "\"a/b\""),
                Arguments.of(URI.create("http://x/"), "\"http://x/\""),
                Arguments.of(String.class, "\"class java.lang.String\""),
                Arguments.of(new IllegalStateException("bad"), "\"IllegalStateException: bad\""),
                Arguments.of(new Point(1, 2), "{\"x\":1,\"y\":2}"),
                Arguments.of(new Plain(), "\"plain\""));
    }

    @Test
    void doesNotTrustTheTextOfAForeignNumber() {
        assertThat(Json.value(new Liar("1,\"admin\":true"))).isEqualTo("\"1,\\\"admin\\\":true\"");
        assertThat(Json.value(new Liar("007"))).isEqualTo("\"007\"");
        assertThat(Json.value(new Liar("NaN"))).isEqualTo("\"NaN\"");
        assertThat(Json.value(new Liar("-1.5e3"))).isEqualTo("-1.5e3");
        assertThat(Json.value(new BigDecimal("1") {
                    @Serial
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String toString() {
                        return "}";
                    }
                }))
                .isEqualTo("\"}\"");
    }

    @Test
    void replacesAFailingValueByItsError() {
        assertThat(Json.value(failing(new IllegalStateException("not \"open\""))))
                .isEqualTo("\"<error: IllegalStateException: not \\\"open\\\">\"");
        assertThat(Json.value(failing(new StackOverflowError()))).isEqualTo("\"<error: StackOverflowError>\"");
        assertThat(Json.value(failing(new NoClassDefFoundError("a/B"))))
                .isEqualTo("\"<error: NoClassDefFoundError: a/B>\"");
    }

    @Test
    void spoilsOnlyTheElementThatFails() {
        List<Object> values = Arrays.asList(1, failing(new IllegalStateException("x")), 3);

        assertThat(Json.value(values)).isEqualTo("[1,\"<error: IllegalStateException: x>\",3]");
        assertThat(Json.value(Map.of("a", values))).isEqualTo("{\"a\":[1,\"<error: IllegalStateException: x>\",3]}");
    }

    @Test
    void takesBackWhatAContainerWroteBeforeItFailed() {
        Map<String, Object> broken = new AbstractMap<>() {
            @Override
            public Set<Map.Entry<String, Object>> entrySet() {
                throw new IllegalStateException("gone");
            }
        };

        assertThat(Json.value(Arrays.asList(1, broken, 2))).isEqualTo("[1,\"<error: IllegalStateException: gone>\",2]");
    }

    @Test
    void survivesAnExceptionWhoseMessageFails() {
        RuntimeException nasty = new RuntimeException() {
            @Serial
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException();
            }
        };

        assertThat(Json.value(failing(nasty))).startsWith("\"<error: ").endsWith(">\"");
        assertThat(Json.parse(Json.value(nasty)).isString()).isTrue();
    }

    @Test
    void endsWhatContainsItself() {
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        List<Object> list = new ArrayList<>();
        list.add(list);
        Object[] array = new Object[1];
        array[0] = array;

        assertThat(Json.value(map)).isEqualTo("{\"self\":\"<error: IllegalStateException: contains itself>\"}");
        assertThat(Json.value(list)).isEqualTo("[\"<error: IllegalStateException: contains itself>\"]");
        assertThat(Json.value(array)).isEqualTo("[\"<error: IllegalStateException: contains itself>\"]");
    }

    @Test
    void writesTheSameContainerTwiceSideBySide() {
        List<Integer> list = List.of(1);

        assertThat(Json.value(List.of(list, list))).isEqualTo("[[1],[1]]");
    }

    @Test
    void endsWhatIsTooDeep() {
        Object deep = "bottom";
        for (int i = 0; i < 10_000; i++) {
            deep = Collections.singletonList(deep);
        }

        assertThat(Json.value(deep)).contains("nested deeper than 32").hasSizeLessThan(200);
        Json.parse(Json.value(deep));
    }

    @Test
    void endsWhatGrowsWithoutEnd() {
        Supplier<Object> endless = new Supplier<>() {
            @Override
            public Object get() {
                return List.of(new String("x"), this);
            }
        };

        assertThat(Json.value(endless)).contains("<error: ");
    }

    @Test
    void neverRepeatsAKey() {
        Map<Object, Object> mixed = new LinkedHashMap<>();
        mixed.put(5, "a");
        mixed.put("5", "b");
        mixed.put(null, 1);
        mixed.put("null", 2);
        IdentityHashMap<String, Object> identity = new IdentityHashMap<>();
        identity.put(new String("k"), 1);
        identity.put(new String("k"), 2);
        Map<String, Object> surrogates = new LinkedHashMap<>();
        surrogates.put("\ud800", 1);
        surrogates.put("\udbff", 2);
        Map<String, Object> large = new LinkedHashMap<>();
        large.put("x".repeat(10_000) + 1, 1);
        large.put("x".repeat(10_000) + 2, 2);

        assertThat(Json.value(mixed)).isEqualTo("{\"5\":\"b\",\"null\":2}");
        assertThat(Json.parse(Json.value(identity)).size()).isOne();
        assertThat(Json.value(surrogates)).isEqualTo("{\"\ufffd\":2}");
        assertThat(Json.parse(Json.value(large)).size()).isOne();
    }

    @Test
    void endsContainersAtTheLimitAndStaysValid() {
        List<Object> wide = Collections.nCopies(100_000, Map.of("key", List.of("value", 1.5)));
        Map<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            map.put(i, i);
        }

        for (Object value : List.of(wide, map, new int[100_000], new byte[100_000])) {
            for (int limit = 100; limit < 140; limit++) {
                Utf8JsonWriter out = new Utf8JsonWriter();
                out.limit(limit);
                out.value(value);

                assertThat(out.position()).isBetween(60, limit + 40);
                assertThat(out.isCut()).isTrue();
                Json.parse(Json.text(out));
            }
        }
    }

    @Test
    void showsAHugeTextOnlyUpToTheLimit() {
        Utf8JsonWriter out = new Utf8JsonWriter();
        out.limit(1000);

        out.value(failing(null, "x".repeat(50_000_000)));

        assertThat(out.array().length).isLessThan(5000);
        assertThat(out.isCut()).isTrue();
    }

    @Test
    void refusesNumbersThatWouldTakeTooLongToWrite() {
        assertThat(Json.value(BigInteger.TWO.pow(1 << 22))).contains("number of 4194305 bits");
        assertThat(Json.value(new BigDecimal("1E+1000000000"))).isEqualTo("1E+1000000000");
    }

    private static Object failing(Throwable failure) {
        return failing(failure, "");
    }

    private static Object failing(Throwable failure, String text) {
        return new CharSequence() {
            @Override
            public int length() {
                return 1;
            }

            @Override
            public char charAt(int index) {
                return 'x';
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                return this;
            }

            @Override
            public String toString() {
                if (failure instanceof RuntimeException e) {
                    throw e;
                }
                if (failure instanceof Error e) {
                    throw e;
                }
                return text;
            }
        };
    }

    /** A record, which Jackson takes apart. */
    public record Point(int x, int y) {}

    private static final class Plain {
        @Override
        public String toString() {
            return "plain";
        }
    }

    private static final class Liar extends Number {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String text;

        Liar(String text) {
            this.text = text;
        }

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return 0;
        }

        @Override
        public double doubleValue() {
            return 0;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
