package io.github.lokiline.json.internal.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.lokiline.json.internal.write.BeanWriter;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same values in class paths with Jackson 3, with Jackson 2, with a broken one, and with none. */
class JacksonPresenceTest {
    private static final String BOB = "{\"name\":\"bob\",\"age\":7}";

    /** Of this class path, too. */
    @TempDir
    private Path dir;

    @Test
    void takesObjectsApartWithJackson3() throws Exception {
        assertThat(convert(jar -> !isJackson2Databind(jar))).isEqualTo(BOB);
    }

    @Test
    void takesObjectsApartWithJackson2() throws Exception {
        assertThat(convert(jar -> !isJackson3(jar))).isEqualTo(BOB);
    }

    @Test
    void fallsBackToTheTextWithoutJackson() throws Exception {
        assertThat(convert(jar -> !jar.contains("jackson"))).isEqualTo("\"a bean\"");
    }

    @Test
    void takesADatabindThatLacksItsOwnLibrariesAsAbsent() throws Exception {
        assertThat(convert(jar -> !jar.contains("jackson-annotations"))).isEqualTo("\"a bean\"");
        assertThat(convert(jar -> !jar.contains("jackson-core"))).isEqualTo("\"a bean\"");
    }

    @Test
    void prefersJackson2OverABrokenJackson3() throws Exception {
        assertThat(convert(jar -> !(isJackson3(jar) && jar.contains("jackson-core"))))
                .isEqualTo(BOB);
    }

    @Test
    void writesLinesWithoutJackson() throws Exception {
        try (URLClassLoader loader = loader(jar -> !jar.contains("jackson"))) {
            assertThat(json(List.of(1, "a", bean(loader)), loader)).isEqualTo("[1,\"a\",\"a bean\"]");
        }
    }

    @Test
    void takesRecordsApartWithoutJackson() throws Exception {
        assertThat(convertRecord(jar -> !jar.contains("jackson")))
                .isEqualTo("{\"name\":\"bob\",\"roles\":[\"admin\"],\"boss\":null}");
    }

    @Test
    void takesRecordsApartAlikeWithJackson() throws Exception {
        assertThat(convertRecord(jar -> true)).isEqualTo("{\"name\":\"bob\",\"roles\":[\"admin\"],\"boss\":null}");
    }

    @Test
    void aRecordWhoseAccessorThrowsCostsItselfOnly() {
        Broken broken = new Broken("x");

        assertThatThrownBy(() -> new RecordProperties().write(broken, BeanWriter.outsideLine(broken)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no name");
    }

    @Test
    void aRecordWithoutComponentsIsItsText() throws Exception {
        Empty empty = new Empty();

        assertThat(new RecordProperties().write(empty, BeanWriter.outsideLine(empty)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jackson2", "jackson3"})
    void leavesExceptionsToTheLine(String jackson) throws Exception {
        Exception failure = new IllegalStateException("of the line to show");
        Predicate<String> keep = jackson.equals("jackson2") ? jar -> !isJackson3(jar) : jar -> !isJackson2Databind(jar);

        try (URLClassLoader loader = loader(keep)) {
            Object failed = loader.loadClass(Failed.class.getName())
                    .getConstructors()[0]
                    .newInstance(failure, failure, List.of(failure));
            String shown = "\"IllegalStateException: of the line to show\"";
            assertThat(json(failed, loader))
                    .isEqualTo("{\"plain\":" + shown + ",\"typed\":" + shown + ",\"list\":[" + shown + "]}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Throwing", "ThrowingLater", "NotThere", "NoModule"})
    void aModuleThatFailsWhenItIsFoundSpoilsNothing(String module) throws Exception {
        Path services = Files.createDirectories(dir.resolve("META-INF/services"));
        for (String service :
                List.of("tools.jackson.databind.JacksonModule", "com.fasterxml.jackson.databind.Module")) {
            String version = service.startsWith("tools") ? "3" : "2";
            Files.writeString(services.resolve(service), BrokenModules.class.getName() + "$" + module + version);
        }

        assertThat(convert(jar -> !isJackson2Databind(jar))).isEqualTo(BOB);
        assertThat(convert(jar -> !isJackson3(jar))).isEqualTo(BOB);
    }

    private String convertRecord(Predicate<String> keep) throws Exception {
        try (URLClassLoader loader = loader(keep)) {
            Object bob = loader.loadClass(Person.class.getName())
                    .getConstructors()[0]
                    .newInstance("bob", List.of("admin"), null);
            return json(bob, loader);
        }
    }

    private String convert(Predicate<String> keep) throws Exception {
        try (URLClassLoader loader = loader(keep)) {
            return json(bean(loader), loader);
        }
    }

    private static String json(Object value, ClassLoader loader) throws Exception {
        Object writer = loader.loadClass(Utf8JsonWriter.class.getName())
                .getConstructor()
                .newInstance();
        writer.getClass().getMethod("value", Object.class).invoke(writer, value);
        byte[] array = (byte[]) writer.getClass().getMethod("array").invoke(writer);
        int position = (int) writer.getClass().getMethod("position").invoke(writer);
        return new String(array, 0, position, StandardCharsets.UTF_8);
    }

    private static Object bean(ClassLoader loader) throws Exception {
        return loader.loadClass(Bean.class.getName()).getConstructor().newInstance();
    }

    private URLClassLoader loader(Predicate<String> keep) throws Exception {
        List<URL> urls = new ArrayList<>();
        urls.add(dir.toUri().toURL());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (keep.test(entry)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static boolean isJackson3(String jar) {
        return jar.replace('\\', '/').contains("tools/jackson");
    }

    private static boolean isJackson2Databind(String jar) {
        return jar.replace('\\', '/').contains("com/fasterxml/jackson/core/jackson-databind");
    }

    /** As an application would log it. */
    public record Person(String name, List<String> roles, Person boss) {}

    /** As an application would log it. */
    public record Failed(
            Exception plain,
            @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) Exception typed,
            List<Exception> list) {}

    /** As an application would log it, by mistake. */
    public record Broken(String name) {
        @Override
        public String name() {
            throw new IllegalStateException("no name");
        }
    }

    /** Nothing to show. */
    public record Empty() {}

    /** As an application would log it. */
    public static final class Bean {
        /** The name. */
        public String getName() {
            return "bob";
        }

        /** The age. */
        public int getAge() {
            return 7;
        }

        @Override
        public String toString() {
            return "a bean";
        }
    }
}
