package io.github.lokiline.json.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.lokiline.json.spi.Json;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Beans are written while they are read, and only as far as they are shown. */
class LargeBeansTest {
    private static final int LIMIT = 1000;

    private final AtomicInteger read = new AtomicInteger();

    @Test
    @Tag("promise-2")
    void readsOnlyTheItemsThatAreShown() {
        for (Object bean : List.of(new Items3(items()), new Items2(items()))) {
            read.set(0);
            Utf8JsonWriter out = new Utf8JsonWriter();
            out.limit(LIMIT);
            out.value(bean);

            assertThat(out.isCut()).isTrue();
            assertThat(out.position()).isBetween(LIMIT - 10, LIMIT + 40);
            assertThat(read.get()).isLessThan(LIMIT);
            Json.parse(Json.text(out));
        }
    }

    @Test
    void endsAtEveryLimitAsValidJson() {
        Object bean = new Customer("c-1", Map.of("a", List.of(1, "two", Map.of("b", 1.5))));
        for (int limit = 2; limit < 120; limit++) {
            Utf8JsonWriter out = new Utf8JsonWriter();
            out.limit(limit);
            out.value(bean);

            Json.parse(Json.text(out));
        }
    }

    static List<Object> cycles() {
        Customer customer = new Customer("c-1", null);
        customer.orders.add(new Order("o-1", customer));
        Customer2 other = new Customer2("c-1");
        other.orders.add(new Order("o-1", other));
        return List.of(customer, other);
    }

    @ParameterizedTest
    @MethodSource("cycles")
    void showsACycleUpToWhereItBegins(Object customer) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        out.value(customer);

        assertThat(Json.text(out))
                .startsWith("{\"id\":\"c-1\",\"orders\":[{\"id\":\"o-1\","
                        + "\"customer\":\"<error: IllegalStateException: contains itself>\"}]");
        assertThat(out.scratch().failedValues()).isOne();
        Json.parse(Json.text(out));
    }

    @Test
    void neverRepeatsANameAndMasksSecrets() {
        assertThat(Json.value(new Open(Map.of("id", 2)))).isEqualTo("{\"id\":1,\"password\":\"***\"}");
        assertThat(Json.value(new Open(Map.of("secret", List.of(Map.of("a", 1))))))
                .isEqualTo("{\"id\":1,\"password\":\"***\",\"secret\":\"***\"}");
    }

    @Test
    void namesOfALargeMapAreEachThereOnce() {
        Map<Integer, Integer> many = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            many.put(i, i);
        }

        assertThat(Json.parse(Json.value(new Open(many))).size()).isEqualTo(202);
    }

    @Test
    void aSerializerOutOfOrderCostsItsValueOnly() {
        for (String calls : List.of("nn", "ov", "vv", "ne", "e", "o[n")) {
            String json = Json.value(List.of(1, new Scripted(calls), 2));

            assertThat(json).as(calls).startsWith("[1,\"<error: ").endsWith(">\",2]");
        }
        assertThat(Json.value(List.of(new Scripted("on"), new Scripted("o["), new Scripted("on["))))
                .isEqualTo("[{\"n\":null},\"<error: IllegalStateException: a value where none is due>\",{\"n\":[]}]");
        assertThat(Json.value(List.of(new Scripted("")))).isEqualTo("[null]");
    }

    @Test
    void leavesIteratorsAndStreamsToTheirOwner() {
        Iterator<String> ofJdk = List.of("a").iterator();
        Iterator<String> own = new OneLetter();
        Stream<String> stream = Stream.of("a");

        for (Object bean : List.of(new Once3(ofJdk, own, stream), new Once2(ofJdk, own, stream), own)) {
            assertThat(Json.value(bean)).contains("OneLetter@").doesNotContain("[");
        }
        assertThat(ofJdk.next()).isEqualTo("a");
        assertThat(own.next()).isEqualTo("a");
        assertThat(stream).containsExactly("a");
    }

    private List<Integer> items() {
        return new AbstractList<>() {
            @Override
            public Integer get(int index) {
                read.incrementAndGet();
                return index;
            }

            @Override
            public int size() {
                return 300_000;
            }
        };
    }

    record Once3(Iterator<String> ofJdk, Iterator<String> own, Stream<String> stream) {}

    record Once2(@JsonSerialize Iterator<String> ofJdk, Iterator<String> own, Stream<String> stream) {}

    /** An iterator of the application. */
    static final class OneLetter implements Iterator<String> {
        private boolean isRead;

        @Override
        public boolean hasNext() {
            return !isRead;
        }

        @Override
        public String next() {
            isRead = true;
            return "a";
        }
    }

    record Items3(List<Integer> items) {}

    record Items2(@JsonSerialize List<Integer> items) {}

    static class Customer {
        public final String id;
        public final List<Order> orders = new ArrayList<>();
        public final Object tags;

        Customer(String id, Object tags) {
            this.id = id;
            this.tags = tags;
        }
    }

    /** Written by Jackson 2. */
    static final class Customer2 {
        @JsonSerialize
        public final String id;

        public final List<Order> orders = new ArrayList<>();

        Customer2(String id) {
            this.id = id;
        }
    }

    record Order(String id, Object customer) {}

    static final class Open {
        public final int id = 1;
        public final String password = "hunter2";
        private final Map<?, ?> others;

        Open(Map<?, ?> others) {
            this.others = others;
        }

        @JsonAnyGetter
        public Map<?, ?> others() {
            return others;
        }
    }

    /** Calls a generator: object, array, name, value, end. */
    @tools.jackson.databind.annotation.JsonSerialize(using = Script.class)
    record Scripted(String calls) {}

    static final class Script extends ValueSerializer<Scripted> {
        @Override
        public void serialize(Scripted scripted, JsonGenerator out, SerializationContext context) {
            for (char call : scripted.calls().toCharArray()) {
                switch (call) {
                    case 'o' -> out.writeStartObject();
                    case '[' -> out.writeStartArray();
                    case 'n' -> out.writeName("n");
                    case 'v' -> out.writeNumber(1);
                    default -> out.writeEndObject();
                }
            }
        }
    }
}
