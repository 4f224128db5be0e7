package io.github.lokiline.json.spi;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random values of every row in the table of values, nested in each other. Stateless. */
final class RandomValue {
    private static final int MOST_LEVELS = 3;

    private RandomValue() {}

    static Arbitrary<Object> values() {
        return values(MOST_LEVELS);
    }

    private static Arbitrary<Object> values(int levels) {
        Arbitrary<Object> plain = Arbitraries.oneOf(texts(), numbers(), times(), trees(), broken());
        if (levels == 0) {
            return plain;
        }
        Arbitrary<Object> inner = Arbitraries.lazy(() -> values(levels - 1));
        return Arbitraries.frequencyOf(Tuple.of(3, plain), Tuple.of(1, holders(inner)), Tuple.of(2, beans(inner)));
    }

    private static Arbitrary<Object> texts() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 3000).map("t"::repeat),
                Arbitraries.strings().all().ofMaxLength(50).map(text -> text),
                Arbitraries.strings().all().ofMaxLength(50).map(StringBuilder::new),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(200).map(bytes -> bytes),
                Arbitraries.of(TimeUnit.DAYS, Odd.ONE, String.class, new UUID(1, 2), 'x', '\ud800'));
    }

    private static Arbitrary<Object> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().map(number -> number),
                Arbitraries.integers().map(number -> number),
                Arbitraries.longs().map(AtomicLong::new),
                Arbitraries.bigDecimals().map(number -> number),
                Arbitraries.bigIntegers().map(number -> number),
                Arbitraries.of(true, Double.NaN, Float.POSITIVE_INFINITY, OptionalInt.empty()),
                Arbitraries.create(() -> new AtomicBoolean(true)));
    }

    @SuppressWarnings("JavaUtilDate") // applications log what they have
    private static Arbitrary<Object> times() {
        Arbitrary<Long> seconds =
                Arbitraries.longs().between(LocalDate.MIN.toEpochDay() / 800, LocalDate.MAX.toEpochDay() / 800);
        Arbitrary<Instant> instants = seconds.map(Instant::ofEpochSecond);
        return Arbitraries.oneOf(
                instants.map(instant -> instant),
                instants.map(instant -> ZonedDateTime.ofInstant(instant, ZoneId.of("Europe/Berlin"))),
                instants.map(instant -> OffsetDateTime.ofInstant(instant, ZoneId.of("-03:30"))),
                instants.map(instant -> LocalDateTime.ofInstant(instant, ZoneId.of("UTC"))),
                instants.map(Date::from),
                instants.map(java.sql.Timestamp::from),
                instants.map(instant -> new java.sql.Date(instant.toEpochMilli())),
                instants.map(instant -> new java.sql.Time(instant.toEpochMilli())),
                Arbitraries.longs().map(Duration::ofNanos),
                Arbitraries.of(LocalTime.NOON, LocalDate.MIN, Year.of(2025)));
    }

    private static Arbitrary<Object> trees() {
        return Arbitraries.of(
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("a", 1)
                        .put("token", "s3cret"),
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.nullNode(),
                tools.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("a", "\ud800"),
                tools.jackson.databind.node.JsonNodeFactory.instance
                        .arrayNode()
                        .add(1)
                        .addNull(),
                new Raw("{\"a\":1,\"a\":[2]}"),
                new Raw("{\"a\""),
                new Raw("1e999"));
    }

    private static Arbitrary<Object> broken() {
        return Arbitraries.oneOf(
                Arbitraries.create(Failing::new),
                Arbitraries.create(RandomValue::cyclicList),
                Arbitraries.create(RandomValue::cyclicBean),
                Arbitraries.create(() -> new IllegalStateException("\u0000\"")));
    }

    private static Arbitrary<Object> holders(Arbitrary<Object> inner) {
        return Arbitraries.oneOf(
                inner.map(Optional::of),
                inner.map(AtomicReference::new),
                inner.map(value -> (Supplier<Object>) () -> value),
                inner.list().ofMaxSize(5).map(list -> list),
                inner.array(Object[].class).ofMaxSize(3).map(array -> array),
                inner.map(value -> Arrays.asList(1, null, value)),
                inner.map(value -> Map.of(5, value, "5", value, "token", "s3cret")),
                inner.map(value -> Collections.singletonMap(null, value)),
                inner.map(value -> Collections.singletonMap("\u00e9".repeat(100), value)));
    }

    private static Arbitrary<Object> beans(Arbitrary<Object> inner) {
        return Arbitraries.oneOf(
                Combinators.combine(inner, inner).as(Pair3::new),
                Combinators.combine(inner, inner).as(Pair2::new),
                inner.list().ofMaxSize(3).map(Order::new),
                inner.map(Open::new));
    }

    private static Object cyclicList() {
        List<Object> list = new ArrayList<>(List.of("x"));
        // Has the hash code of an object: that of a list would never end.
        Collection<Object> shown = Collections.unmodifiableCollection(list);
        list.add(shown);
        return shown;
    }

    private static Object cyclicBean() {
        List<Object> lines = new ArrayList<>();
        Order order = new Order(lines);
        lines.add(new Pair2(order, order));
        lines.add(new Pair3(order, lines));
        return order;
    }

    /** Has another text than its name. */
    private enum Odd {
        ONE;

        @Override
        public String toString() {
            return "s3cret";
        }
    }

    /** Has a text that is not there. */
    private static final class Failing {
        @Override
        public String toString() {
            throw new StackOverflowError();
        }
    }

    record Raw(@JsonRawValue String json) {}

    // Classes, since what contains itself must not be asked for the hash code of a record.

    static class Pair3 {
        public final Object left;
        public final Object right;

        Pair3(Object left, Object right) {
            this.left = left;
            this.right = right;
        }

        public Object getBroken() {
            return Objects.checkIndex(1, 0);
        }

        public String getPassword() {
            return "s3cret";
        }
    }

    static final class Pair2 extends Pair3 {
        @JsonSerialize
        public final int writtenByJackson2 = 2;

        Pair2(Object left, Object right) {
            super(left, right);
        }
    }

    static final class Order {
        public final List<Object> items;
        public final int last = 1;

        Order(List<Object> items) {
            this.items = items;
        }
    }

    /** Has names that clash. */
    static final class Open {
        public final Object value;

        Open(Object value) {
            this.value = value;
        }

        @JsonAnyGetter
        public Map<Object, Object> others() {
            return Map.of("value", 1, 7, value, "7", value, "secret", Map.of("a", "s3cret"));
        }
    }
}
