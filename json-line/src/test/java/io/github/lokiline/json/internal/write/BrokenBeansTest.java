package io.github.lokiline.json.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.lokiline.json.spi.Json;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A part of a bean that fails, or leads back to the bean, costs itself: its siblings stay. */
class BrokenBeansTest {
    private static final String CYCLE = "\"<error: IllegalStateException: contains itself>\"";
    private static final String FAILED = "\"<error: IndexOutOfBoundsException: Index 1 out of bounds for length 0>\"";

    @ParameterizedTest
    @EnumSource(Jackson.class)
    @Tag("promise-10")
    void whatStandsBehindACycleStays(Jackson jackson) {
        Map<String, Object> map = new HashMap<>();
        Object bean = jackson.bean(map);
        map.put("a", bean);
        map.put("b", List.of(bean, 2));

        assertThat(jackson.json(bean))
                .isEqualTo("{\"id\":1,\"value\":{\"a\":" + CYCLE + ",\"b\":[" + CYCLE + ",2]},\"last\":2}");
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void whatStandsBehindAContainerOfItselfStays(Jackson jackson) {
        List<Object> list = new ArrayList<>();
        list.add(list);

        assertThat(jackson.json(jackson.bean(jackson.bean(list))))
                .isEqualTo("{\"id\":1,\"value\":{\"id\":1,\"value\":[" + CYCLE + "],\"last\":2},\"last\":2}");
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void aGraphOfManyEndsAtTheLimit(Jackson jackson) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(jackson.bean(all));
        }
        Utf8JsonWriter out = new Utf8JsonWriter();
        out.limit(1000);
        out.value(all.get(0));

        assertThat(out.isCut()).isTrue();
        assertThat(out.position()).isLessThan(1100);
        assertThat(Json.parse(Json.text(out)).get("id").asInt()).isOne();
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    @Tag("promise-10")
    void aBrokenPropertyCostsItself(Jackson jackson) {
        assertThat(jackson.json(jackson.bean(new Throwing())))
                .isEqualTo("{\"id\":1,\"value\":{\"first\":1,\"broken\":" + FAILED + ",\"last\":2},\"last\":2}");
        assertThat(jackson.json(jackson.bean(new HalfWay())))
                .isEqualTo("{\"id\":1,\"value\":\"<error: IllegalArgumentException: bad>\",\"last\":2}");
        assertThat(jackson.json(jackson.bean(new Around(new Throwing()))))
                .isEqualTo("{\"id\":1,\"value\":{\"inside\":" + FAILED + ",\"end\":3},\"last\":2}");
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void aBrokenPropertyCountsOnce(Jackson jackson) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        out.value(jackson.bean(new Throwing()));
        out.value(jackson.bean(new HalfWay()));

        assertThat(out.scratch().failedValues()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    @Tag("promise-12")
    void aBrokenSecretIsMasked(Jackson jackson) {
        assertThat(jackson.json(jackson.bean(new Secretive())))
                .isEqualTo("{\"id\":1,\"value\":{\"password\":\"***\",\"token\":\"***\",\"last\":2},\"last\":2}");
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void annotationsThatEndACycleHold(Jackson jackson) {
        Identified identified = new Identified();
        identified.self = identified;
        Owner owner = new Owner();
        owner.pet = new Pet(owner);

        assertThat(jackson.json(jackson.bean(identified)))
                .isEqualTo("{\"id\":1,\"value\":{\"@id\":1,\"self\":1,\"broken\":" + FAILED + "},\"last\":2}");
        assertThat(jackson.json(jackson.bean(owner)))
                .isEqualTo("{\"id\":1,\"value\":{\"pet\":{\"name\":\"Rex\",\"broken\":" + FAILED + "}},\"last\":2}");
    }

    /** The Jackson that writes the bean around. */
    enum Jackson {
        THREE,
        TWO;

        Object bean(Object value) {
            return this == THREE ? new Bean3(value) : new Bean2(value);
        }

        String json(Object bean) {
            return Json.value(bean);
        }
    }

    @JsonPropertyOrder({"id", "value", "last"})
    static final class Bean3 {
        public final int id = 1;
        public final Object value;
        public final int last = 2;

        Bean3(Object value) {
            this.value = value;
        }
    }

    @JsonPropertyOrder({"id", "value", "last"})
    static final class Bean2 {
        @JsonSerialize
        public final int id = 1;

        public final Object value;
        public final int last = 2;

        Bean2(Object value) {
            this.value = value;
        }
    }

    @JsonPropertyOrder({"first", "broken", "last"})
    static final class Throwing {
        public int getFirst() {
            return 1;
        }

        public int getBroken() {
            return Objects.checkIndex(1, 0);
        }

        public int getLast() {
            return 2;
        }
    }

    /** Fails when its first items are written. */
    static final class HalfWay extends AbstractList<Object> {
        @Override
        public Object get(int index) {
            if (index == 2) {
                throw new IllegalArgumentException("bad");
            }
            return new Throwing();
        }

        @Override
        public int size() {
            return 3;
        }
    }

    @JsonPropertyOrder({"inside", "end"})
    static final class Around {
        @JsonUnwrapped
        public final Throwing inside;

        public final int end = 3;

        Around(Throwing inside) {
            this.inside = inside;
        }
    }

    @JsonPropertyOrder({"password", "token", "last"})
    static final class Secretive {
        public Object getPassword() {
            return Integer.valueOf("hunter2");
        }

        public Object getToken() {
            return new HalfWay();
        }

        public int getLast() {
            return 2;
        }
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class)
    static final class Identified {
        public @Nullable Identified self;

        public int getBroken() {
            return Objects.checkIndex(1, 0);
        }
    }

    static final class Owner {
        @JsonIgnoreProperties("owner")
        public @Nullable Pet pet;
    }

    @JsonPropertyOrder({"name", "owner", "broken"})
    static final class Pet {
        public final String name = "Rex";
        public final Owner owner;

        Pet(Owner owner) {
            this.owner = owner;
        }

        public int getBroken() {
            return Objects.checkIndex(1, 0);
        }
    }
}
