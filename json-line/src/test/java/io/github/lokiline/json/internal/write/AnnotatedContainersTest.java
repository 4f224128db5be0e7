package io.github.lokiline.json.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.github.lokiline.json.spi.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/** Maps and collections whose class has annotations of Jackson's are written as these say, in every place. */
class AnnotatedContainersTest {
    static List<Case> cases() {
        return List.of(
                new Case(new Masked3(), "\"***3\""),
                new Case(new Masked2(), "\"***2\""),
                new Case(new MaskedList2(), "\"***2\""),
                new Case(new Named(), "\"named\""),
                new Case(new Reduced(), "{\"a\":1}"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Tag("promise-12")
    void areWrittenAsTheirAnnotationsSay(Case given) {
        assertThat(Json.value(given.value())).isEqualTo(given.json());
        assertThat(Json.value(Map.of("v", given.value()))).isEqualTo("{\"v\":" + given.json() + "}");
        assertThat(Json.value(List.of(given.value()))).isEqualTo("[" + given.json() + "]");
        assertThat(Json.value(new Holder3(given.value()))).isEqualTo("{\"v\":" + given.json() + "}");
        assertThat(Json.value(new Holder2(given.value()))).isEqualTo("{\"v\":" + given.json() + "}");
    }

    /** The shape has another name in Jackson 2. */
    @Test
    void aListIsAnObjectWhereJackson3SaysSo() {
        assertThat(Json.value(List.of(new Shaped()))).isEqualTo("[{\"total\":2}]");
        assertThat(Json.value(new Holder3(new Shaped()))).isEqualTo("{\"v\":{\"total\":2}}");
    }

    record Case(Object value, String json) {}

    record Holder3(Object v) {}

    record Holder2(
            @com.fasterxml.jackson.databind.annotation.JsonSerialize
            Object v) {}

    /** A map with an entry. */
    static class Entries extends TreeMap<String, Object> {
        private static final long serialVersionUID = 1;

        Entries() {
            put("a", 1);
            put("card", "4111111111111111");
        }
    }

    @JsonSerialize(using = Mask3.class)
    static final class Masked3 extends Entries {
        private static final long serialVersionUID = 1;
    }

    @com.fasterxml.jackson.databind.annotation.JsonSerialize(using = Mask2.class)
    static final class Masked2 extends Entries {
        private static final long serialVersionUID = 1;
    }

    @com.fasterxml.jackson.databind.annotation.JsonSerialize(using = Mask2.class)
    static final class MaskedList2 extends ArrayList<String> {
        private static final long serialVersionUID = 1;
    }

    static final class Named extends Entries {
        private static final long serialVersionUID = 1;

        @JsonValue
        public String name() {
            return "named";
        }
    }

    @JsonFormat(shape = JsonFormat.Shape.POJO)
    @JsonIgnoreProperties({"empty", "first", "last", "reversed"})
    static final class Shaped extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        public int getTotal() {
            return 2;
        }
    }

    @JsonIgnoreProperties("card")
    static final class Reduced extends Entries {
        private static final long serialVersionUID = 1;
    }

    static final class Mask3 extends ValueSerializer<Object> {
        @Override
        public void serialize(Object value, tools.jackson.core.JsonGenerator json, SerializationContext context) {
            json.writeString("***3");
        }
    }

    static final class Mask2 extends JsonSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString("***2");
        }
    }
}
