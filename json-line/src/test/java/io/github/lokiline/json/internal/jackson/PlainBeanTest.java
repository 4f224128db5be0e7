package io.github.lokiline.json.internal.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.lokiline.json.spi.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Beans whose properties need nothing of Jackson: they are written as Jackson writes them, as inside another bean. */
class PlainBeanTest {
    private static final String ALL =
            "{\"text\":\"a\\\"b\",\"count\":7,\"large\":8,\"ratio\":0.5,\"part\":0.25,\"small\":9,"
                    + "\"bit\":1,\"sure\":true,\"unsure\":null,\"price\":1.50,\"big\":12,\"unit\":\"DAYS\","
                    + "\"id\":\"00000000-0000-0001-0000-000000000002\",\"day\":\"2025-01-02\",\"at\":\"1970-01-01T00:00:00Z\","
                    + "\"password\":\"***\"}";

    static Stream<Object> plain() {
        return Stream.of(new All(), new All2(), new NonNull(), new NonNull2());
    }

    static Stream<Object> others() {
        return Stream.of(
                new NonDefault(),
                new NonDefault2(),
                new Formatted(),
                new Formatted2(),
                new Renamed(),
                new Renamed2(),
                new Absent(),
                new Absent2(),
                new Raw(),
                new Raw2(),
                new Identified(),
                new Identified2(),
                new Extended(),
                new Extended2(),
                new Nested(),
                new Nested2());
    }

    @ParameterizedTest
    @MethodSource("plain")
    void isReadWithoutAGenerator(Object bean) {
        assertThat(converter(bean)).isInstanceOf(PlainBean.class);
    }

    @ParameterizedTest
    @MethodSource("others")
    void isLeftToJacksonWhereItAddsAnything(Object bean) {
        assertThat(converter(bean)).isNotInstanceOf(PlainBean.class);
    }

    @Test
    void keepsTheNameOfItsType() {
        assertThat(Json.value(new Typed())).isEqualTo("{\"@type\":\"Typed\",\"id\":1}");
        assertThat(Json.value(new Typed2())).isEqualTo("{\"@type\":\"Typed2\",\"id\":1}");
    }

    @ParameterizedTest
    @MethodSource({"plain", "others"})
    void isWrittenAsInsideAnotherBean(Object bean) {
        assertThat("{\"held\":" + Json.value(bean) + "}").isEqualTo(Json.value(new Holder(bean)));
    }

    @Test
    void showsEachTypeByTheTableOfValues() {
        assertThat(Json.value(new All())).isEqualTo(ALL);
        assertThat(Json.value(new All2())).isEqualTo(ALL);
    }

    @Test
    void leavesNullOutWhereItsClassSaysSo() {
        assertThat(Json.value(new NonNull())).isEqualTo("{\"there\":1}");
        assertThat(Json.value(new NonNull2())).isEqualTo("{\"there\":1}");
    }

    @Test
    @Tag("promise-10")
    void aBrokenPropertyCostsItself() {
        String whole =
                "{\"first\":1,\"broken\":\"<error: IndexOutOfBoundsException: Index 1 out of bounds for length 0>\",\"last\":2}";

        assertThat(converter(new Broken())).isInstanceOf(PlainBean.class);
        assertThat(Json.value(new Broken())).isEqualTo(whole);
        assertThat(converter(new Broken2())).isInstanceOf(PlainBean.class);
        assertThat(Json.value(new Broken2())).isEqualTo(whole);
    }

    @Test
    @Tag("promise-12")
    void leavesSubclassesOfNumbersToTheirSerializers() {
        assertThat(Json.value(new Paid())).isEqualTo("{\"salary\":\"masked\",\"last\":2}");
        assertThat(Json.value(new Paid2())).isEqualTo("{\"salary\":\"masked\",\"last\":2}");
    }

    @Test
    void aPropertyThatIsTheBeanWithoutATextCostsOnlyThat() {
        assertThat(Json.value(new Task()))
                .isEqualTo(
                        "{\"first\":1,\"self\":\"<error: IllegalStateException: no text>\",\"password\":\"***\",\"last\":2}");
    }

    @Test
    void showsTheFailureOfTheApplicationThatJacksonReports() {
        assertThat(Json.value(new Reading())).contains("\"failed\":\"<error: IllegalStateException: refused>\"");
    }

    /** A module may say how all money is written. */
    @Test
    void isLeftToTheModulesOfTheApplication(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(JacksonModule.class.getName()), MoneyModule3.class.getName());
        Files.writeString(services.resolve(Module.class.getName()), MoneyModule2.class.getName());
        try (URLClassLoader modules =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, PlainBeanTest.class.getClassLoader())) {
            assertThat(new Jackson3Converter(modules).forType(Priced.class)).isNotInstanceOf(PlainBean.class);
            assertThat(new Jackson2Converter(modules).forType(Priced.class)).isNotInstanceOf(PlainBean.class);
            for (Class<?> type : List.of(Counted.class, Stepped.class)) {
                assertThat(new Jackson3Converter(modules).forType(type))
                        .as("3 %s", type)
                        .isNotInstanceOf(PlainBean.class);
                assertThat(new Jackson2Converter(modules).forType(type))
                        .as("2 %s", type)
                        .isNotInstanceOf(PlainBean.class);
            }
        }
        assertThat(List.of(new Priced(), new Counted(), new Stepped()))
                .allSatisfy(bean -> assertThat(converter(bean)).isInstanceOf(PlainBean.class));
    }

    private static BeanConverter converter(Object bean) {
        ClassLoader loader = PlainBeanTest.class.getClassLoader();
        BeanConverter mapper = JacksonTypes.belongsToJackson2(bean.getClass())
                ? new Jackson2Converter(loader)
                : new Jackson3Converter(loader);
        return mapper.forType(bean.getClass());
    }

    record Holder(Object held) {}

    static final class Priced {
        public final BigDecimal price = BigDecimal.ONE;
    }

    static final class Counted {
        public final BigInteger count = BigInteger.ONE;
    }

    enum Step {
        PAY
    }

    static final class Stepped {
        public final Step step = Step.PAY;
    }

    /** Renames a constant. */
    enum Names {
        @JsonProperty("p")
        PAY
    }

    /** Writes money and counts as text, and renames a constant. */
    @SuppressWarnings("serial")
    public static final class MoneyModule3 extends SimpleModule {
        /** Called by Jackson. */
        public MoneyModule3() {
            addSerializer(BigDecimal.class, ToStringSerializer.instance);
            setMixInAnnotation(Step.class, Names.class);
        }

        @Override
        public void setupModule(JacksonModule.SetupContext context) {
            super.setupModule(context);
            context.configOverride(BigInteger.class).setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING));
        }
    }

    /** Writes money and counts as text, and renames a constant. */
    @SuppressWarnings("serial")
    public static final class MoneyModule2 extends com.fasterxml.jackson.databind.module.SimpleModule {
        /** Called by Jackson. */
        public MoneyModule2() {
            addSerializer(BigDecimal.class, com.fasterxml.jackson.databind.ser.std.ToStringSerializer.instance);
            setMixInAnnotation(Step.class, Names.class);
        }

        @Override
        public void setupModule(Module.SetupContext context) {
            super.setupModule(context);
            context.configOverride(BigInteger.class).setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING));
        }
    }

    enum State {
        @JsonProperty("on")
        ON
    }

    @JsonPropertyOrder({
        "text",
        "count",
        "large",
        "ratio",
        "part",
        "small",
        "bit",
        "sure",
        "unsure",
        "price",
        "big",
        "unit",
        "id",
        "day",
        "at",
        "password"
    })
    static class All {
        public final String text = "a\"b";
        public final int count = 7;
        public final Long large = 8L;
        public final double ratio = 0.5;
        public final float part = 0.25f;
        public final short small = 9;
        public final byte bit = 1;
        public final boolean sure = true;
        public final @Nullable Boolean unsure = null;
        public final BigDecimal price = new BigDecimal("1.50");
        public final BigInteger big = BigInteger.valueOf(12);
        public final TimeUnit unit = TimeUnit.DAYS;
        public final UUID id = new UUID(1, 2);
        public final LocalDate day = LocalDate.of(2025, 1, 2);
        public final Instant at = Instant.EPOCH;
        public final String password = "swordfish";
    }

    @JsonSerialize
    static final class All2 extends All {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    static class NonNull {
        public final int there = 1;
        public final @Nullable String absent = null;
    }

    @JsonSerialize
    static final class NonNull2 extends NonNull {}

    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    static class NonDefault {
        public int zero;
        public int one = 1;
    }

    @JsonSerialize
    static final class NonDefault2 extends NonDefault {}

    static class Formatted {
        @JsonFormat(shape = JsonFormat.Shape.NUMBER)
        public final TimeUnit unit = TimeUnit.DAYS;
    }

    @JsonSerialize
    static final class Formatted2 extends Formatted {}

    static class Renamed {
        public final State shown = State.ON;
    }

    @JsonSerialize
    static final class Renamed2 extends Renamed {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    static class Absent {
        @tools.jackson.databind.annotation.JsonSerialize(
                nullsUsing = tools.jackson.databind.ser.std.NullSerializer.class)
        public final @Nullable String shown = null;

        public final int there = 1;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    static class Absent2 {
        @JsonSerialize(nullsUsing = com.fasterxml.jackson.databind.ser.std.NullSerializer.class)
        public final @Nullable String shown = null;

        public final int there = 1;
    }

    /** A number that its class masks. */
    @tools.jackson.databind.annotation.JsonSerialize(using = ToStringSerializer.class)
    @JsonSerialize(using = com.fasterxml.jackson.databind.ser.std.ToStringSerializer.class)
    @SuppressWarnings("serial")
    static final class Salary extends BigDecimal {
        Salary(String value) {
            super(value);
        }

        @Override
        public String toString() {
            return "masked";
        }
    }

    static class Paid {
        public final BigDecimal salary = new Salary("9000");
        public final int last = 2;
    }

    @JsonSerialize
    static final class Paid2 extends Paid {}

    /** Leads back to itself by a type of the JDK, and has no text. */
    @tools.jackson.databind.annotation.JsonSerialize(
            typing = tools.jackson.databind.annotation.JsonSerialize.Typing.STATIC)
    @JsonPropertyOrder({"first", "self", "password", "last"})
    static class Task implements Runnable {
        public final int first = 1;
        public final int last = 2;

        public Runnable getSelf() {
            return this;
        }

        public Runnable getPassword() {
            return this;
        }

        @Override
        public void run() {
            // Nothing to do.
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    static class Reading {
        public final int first = 1;

        public int getFailed() {
            throw tools.jackson.databind.DatabindException.wrapWithPath(
                    new IllegalStateException("refused"), new tools.jackson.core.JacksonException.Reference(this, "x"));
        }
    }

    static class Raw {
        @JsonRawValue
        public final String json = "[1]";
    }

    @JsonSerialize
    static final class Raw2 extends Raw {}

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
    static class Identified {
        public final int id = 1;
    }

    @JsonSerialize
    static final class Identified2 extends Identified {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    static class Typed {
        public final int id = 1;
    }

    @JsonSerialize
    static final class Typed2 extends Typed {}

    static class Extended {
        public final int id = 1;

        @JsonAnyGetter
        public Map<String, Object> more() {
            return Map.of("more", 2);
        }
    }

    @JsonSerialize
    static final class Extended2 extends Extended {}

    static class Nested {
        public final List<Integer> items = List.of(1);
    }

    @JsonSerialize
    static final class Nested2 extends Nested {}

    @JsonPropertyOrder({"first", "broken", "last"})
    static class Broken {
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

    @JsonSerialize
    static final class Broken2 extends Broken {}
}
