package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import net.logstash.logback.argument.StructuredArguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.module.SimpleModule;

/** Tests failures of Jackson and of modules that an application adds to it. */
@SuppressWarnings("exports") // of no concern in tests
class JacksonPitfallsTest {
    private final Lines lines = Lines.with(encoder -> encoder.setFormat("message"));

    @Test
    void aSerializerThatThrowsHalfwayCostsItsValueOnly() {
        lines.logger()
                .atInfo()
                .addKeyValue("bean", new Half(new IllegalStateException("in the serializer")))
                .addKeyValue("error", new Half(new StackOverflowError()))
                .addKeyValue("open", new Half(null))
                .addKeyValue("after", 1)
                .log("hi");

        assertThat(lines.last())
                .startsWith("{\"message\":\"hi\",\"bean\":\"<error: IllegalStateException: in the serializer>\","
                        + "\"error\":\"<error: StackOverflowError>\",\"open\":")
                .endsWith(",\"after\":1}");
        lines.json();
    }

    @Test
    void aSerializerThatThrowsInAStructuredArgumentCostsItsFieldOnly() {
        lines.logger()
                .atInfo()
                .addArgument(StructuredArguments.kv("bean", new Half(new IllegalStateException("in the serializer"))))
                .addArgument(StructuredArguments.kv("after", 1))
                .log("hi");

        assertThat(lines.line())
                .isEqualTo("{\"message\":\"hi\",\"bean\":\"<error: IllegalStateException: in the serializer>\","
                        + "\"after\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Throwing", "ThrowingLater", "NotThere"})
    void aModuleThatFailsWhenItIsFoundSpoilsNoStructuredArgument(String module, @TempDir Path dir) throws Exception {
        Path services = Files.createDirectories(dir.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("tools.jackson.databind.JacksonModule"),
                JacksonPitfallsTest.class.getName() + "$" + module);
        URL library =
                StructuredArguments.class.getProtectionDomain().getCodeSource().getLocation();

        try (URLClassLoader application = new OwnFirst(library, dir.toUri().toURL())) {
            Object order = application
                    .loadClass(StructuredArguments.class.getName())
                    .getMethod("keyValue", String.class, Object.class)
                    .invoke(null, "order", 7);

            lines.logger().info("hi", order);
        }

        assertThat(lines.line()).isEqualTo("{\"message\":\"hi\",\"order\":7}");
    }

    /** Finds the library in its own jar, like an application with its own class loader. */
    private static final class OwnFirst extends URLClassLoader {
        OwnFirst(URL... urls) {
            super(urls, JacksonPitfallsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                return name.startsWith("net.logstash.") ? findClass(name) : super.loadClass(name, resolve);
            }
        }
    }

    /** A value that cannot be written. */
    @JsonSerialize(using = HalfWriter.class)
    static final class Half {
        private final Throwable failure;

        Half(Throwable failure) {
            this.failure = failure;
        }
    }

    /** Leaves an object open, and then throws if requested. */
    static final class HalfWriter extends ValueSerializer<Half> {
        @Override
        public void serialize(Half half, JsonGenerator generator, SerializationContext context) {
            generator.writeStartObject();
            generator.writeName("a");
            if (half.failure instanceof RuntimeException failure) {
                throw failure;
            }
            if (half.failure instanceof Error failure) {
                throw failure;
            }
        }
    }

    /** A module whose constructor throws. */
    @SuppressWarnings("serial")
    public static final class Throwing extends SimpleModule {
        /** Called by Jackson. */
        public Throwing() {
            throw new IllegalStateException("broken module");
        }
    }

    /** A module that is incompatible with this Jackson. */
    @SuppressWarnings("serial")
    public static final class ThrowingLater extends SimpleModule {
        @Override
        public void setupModule(SetupContext context) {
            throw new NoSuchMethodError("broken module");
        }
    }
}
