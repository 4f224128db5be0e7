package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Tests version 8 of logstash-logback-encoder, the last one for Jackson 2, in its own class loader. */
class StructuredArguments8Test {
    private static final Path JAR = Path.of("target", "logstash-8", "logstash-logback-encoder.jar");

    private final Lines lines = Lines.with(encoder -> encoder.setFormat("message"));
    private URLClassLoader library;

    @BeforeEach
    void open() throws Exception {
        library = new OwnFirst(JAR.toUri().toURL());
    }

    @AfterEach
    void close() throws Exception {
        library.close();
    }

    @Test
    void isTheVersionForJackson2() throws Exception {
        assertThat(library.loadClass("net.logstash.logback.argument.StructuredArgument")
                        .getMethod("writeTo", JsonGenerator.class))
                .isNotNull();
    }

    @Test
    void writesTheFieldsOfArguments() throws Exception {
        Object order = call(
                "argument.StructuredArguments", "keyValue", new Class<?>[] {String.class, Object.class}, "order", 7);
        Object raw =
                call("argument.StructuredArguments", "raw", new Class<?>[] {String.class, String.class}, "raw", "[1]");

        lines.logger().info("did {}", order, raw);

        assertThat(lines.line()).isEqualTo("{\"message\":\"did order=7\",\"order\":7,\"raw\":[1]}");
    }

    @Test
    void writesTheFieldsOfMarkers() throws Exception {
        Object marker = call("marker.Markers", "appendEntries", new Class<?>[] {Map.class}, Map.of("a", 1.5));
        Object bean = call("marker.Markers", "appendFields", new Class<?>[] {Object.class}, new Order("o-7"));

        lines.logger()
                .atInfo()
                .addMarker((Marker) marker)
                .addMarker((Marker) bean)
                .log("hi");

        assertThat(lines.line()).isEqualTo("{\"message\":\"hi\",\"a\":1.5,\"id\":\"o-7\"}");
    }

    @Test
    void writesTheFieldsOfArgumentsWithinOthers() throws Exception {
        Class<?>[] keyAndValue = {String.class, Object.class};
        Object inner = call("argument.StructuredArguments", "keyValue", keyAndValue, "b", 1);
        Object outer = call("argument.StructuredArguments", "keyValue", keyAndValue, "a", List.of(inner));

        lines.logger().atInfo().addKeyValue("k", Map.of("v", inner)).log("hi {}", outer);

        assertThat(lines.json().get("a")).isEqualTo(Lines.parse("[{\"b\":1}]"));
        assertThat(lines.json().get("k")).isEqualTo(Lines.parse("{\"v\":{\"b\":1}}"));
    }

    @Test
    void writesExceptionsAsLinesDo() throws Exception {
        Object thrown = call(
                "argument.StructuredArguments",
                "keyValue",
                new Class<?>[] {String.class, Object.class},
                "failure",
                new IllegalStateException("bad"));

        lines.logger().info("hi", thrown);

        assertThat(lines.line()).isEqualTo("{\"message\":\"hi\",\"failure\":\"IllegalStateException: bad\"}");
    }

    @Test
    void losesOnlyTheirFieldsWhereTheLibraryLacksItsJackson() throws Exception {
        library.close();
        library = new OwnFirst(JAR.toUri().toURL(), "com.fasterxml.jackson.");
        Object order = call(
                "argument.StructuredArguments", "keyValue", new Class<?>[] {String.class, Object.class}, "order", 7);
        Lines all = Lines.with(encoder -> {
            encoder.setFormat("message");
            encoder.addArguments("all");
            encoder.addMarkers("all");
        });

        all.logger()
                .atInfo()
                .addMarker(MarkerFactory.getMarker("AUDIT"))
                .addArgument(order)
                .addArgument("x")
                .log("did {} {}");

        assertThat(all.json().get("message").asString()).isEqualTo("did order=7 x");
        assertThat(all.json().get("arg1").asString()).isEqualTo("x");
        assertThat(all.json().get("tags")).isEqualTo(Lines.parse("[\"AUDIT\"]"));
        assertThat(all.json().get("attached_error").asString()).startsWith("<error: NoClassDefFoundError: ");
    }

    private Object call(String type, String method, Class<?>[] parameters, Object... arguments) throws Exception {
        return library.loadClass("net.logstash.logback." + type)
                .getMethod(method, parameters)
                .invoke(null, arguments);
    }

    private record Order(String id) {}

    /**
     * Loads the library from its own file and everything else from the class path, apart from classes that must be
     * absent.
     */
    private static final class OwnFirst extends URLClassLoader {
        private final List<String> absent;

        OwnFirst(URL jar, String... absent) {
            super(new URL[] {jar}, StructuredArguments8Test.class.getClassLoader());
            this.absent = List.of(absent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (absent.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("net.logstash.logback.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
