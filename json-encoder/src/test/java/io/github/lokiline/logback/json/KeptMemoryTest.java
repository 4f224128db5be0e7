package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.logstash.logback.marker.ObjectAppendingMarker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Marker;

/** Tests that an encoder keeps no large buffers, no references to the application, and nothing in threads. */
class KeptMemoryTest {
    private static final int KEPT_BYTES = 64 * 1024;

    private final List<Utf8JsonWriter> writers = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final List<WeakReference<byte[]>> buffers = new ArrayList<>();

    @Test
    void theBufferOfALongLineIsNotKept() {
        keepsNoLongBuffer(Lines.with(encoder -> encoder.addField((event, out) -> look((Utf8JsonWriter) out))));
    }

    @Test
    void theBufferOfALongLineOfLogfmtIsNotKept() {
        keepsNoLongBuffer(Lines.logfmt(encoder -> encoder.addField((event, out) -> look((Utf8JsonWriter) out))));
    }

    private void keepsNoLongBuffer(Lines lines) {
        lines.logger().info("short");
        lines.logger().info("x".repeat(200_000));
        assertIsLetGo(buffers.get(1));
        lines.logger().info("short");

        // The same writer each time; the test would otherwise inspect another one's buffer.
        assertThat(writers).hasSize(3).containsOnly(writers.get(0));
        assertThat(lengths.get(1)).isGreaterThan(200_000);
        assertThat(lengths.get(2)).isLessThanOrEqualTo(KEPT_BYTES);
    }

    private static void assertIsLetGo(WeakReference<?> reference) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (reference.get() != null && System.nanoTime() < deadline) {
            System.gc();
        }
        assertThat(reference.get() == null).isTrue();
    }

    private void look(Utf8JsonWriter out) {
        writers.add(out);
        lengths.add(out.array().length);
        buffers.add(new WeakReference<>(out.array()));
    }

    /** Simulates a redeployment: the application's classes are loaded anew, and the old ones must be collected. */
    @ParameterizedTest
    @ValueSource(classes = {Failure.class, Bean.class, Point.class, FieldsOfItsOwn.class, Text.class})
    void theClassesOfAnApplicationThatIsGoneAreLetGo(Class<?> type) throws Exception {
        Lines lines = Lines.with(encoder -> {
            encoder.setFormat("message,exc_info,exc_class,stack_hash");
            encoder.setStackHash("true");
            encoder.addHideExceptionMessages("IOException");
            encoder.addOmitStackOf("java.net.*");
            encoder.addMarkers("all");
            encoder.addArguments("all");
        });

        // A bean of another application, which stays and must not keep the first one's classes.
        lines.logger().atInfo().addKeyValue("bean", new Bean()).log("hi");

        WeakReference<ClassLoader> application = logged(lines, type);

        assertIsLetGo(application);
        assertThat(lines.last()).contains("own text");
    }

    private static WeakReference<ClassLoader> logged(Lines lines, Class<?> type) throws Exception {
        URL classes = type.getProtectionDomain().getCodeSource().getLocation();
        try (Application application = new Application(classes, type.getName())) {
            Object value =
                    application.loadClass(type.getName()).getConstructor().newInstance();
            assertThat(value.getClass()).isNotEqualTo(type);
            if (value instanceof Throwable thrown) {
                lines.logger().error("hi", thrown);
            } else if (value instanceof Marker marker) {
                lines.logger().info(marker, "hi");
            } else {
                lines.logger()
                        .atInfo()
                        .addKeyValue("value", value)
                        .addArgument(value)
                        .log("hi");
            }
            lines.encoder.text(value);
            return new WeakReference<>(application);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {JsonEncoder.class, Utf8JsonWriter.class})
    void nothingIsKeptInThreads(Class<?> ofModule) throws Exception {
        // The name as a constant of a class file: tag, length, characters.
        String constant = "\u0001\u0000\u0015java/lang/ThreadLocal";
        List<String> using = new ArrayList<>();

        eachClass(ofModule, file -> {
            if (read(file).contains(constant)) {
                using.add(file.toString());
            }
        });

        assertThat(using).isEmpty();
        assertThat(read(KeptMemoryTest.class)).contains("\u0001\u0000\u0010java/lang/Object");
    }

    private static void eachClass(Class<?> ofModule, Consumer<Path> look) throws Exception {
        Path place = Path.of(URI.create(
                ofModule.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (Files.isDirectory(place)) {
            eachClass(place, look);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                eachClass(jar.getPath("/"), look);
            }
        }
    }

    private static void eachClass(Path root, Consumer<Path> look) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> classes =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(classes).hasSizeGreaterThan(10);
            classes.forEach(look);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** A class loader with its own copy of one class. */
    private static final class Application extends URLClassLoader {
        private final String own;

        Application(URL classes, String own) {
            super(new URL[] {classes}, KeptMemoryTest.class.getClassLoader());
            this.own = own;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                return name.equals(own) ? findClass(name) : super.loadClass(name, resolve);
            }
        }
    }

    /** An exception as applications have it. */
    public static final class Failure extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        /** Creates an exception with a message. */
        public Failure() {
            super("own text");
        }
    }

    /** A bean as applications have it. */
    public static final class Bean {
        /** Called by Jackson. */
        public String getName() {
            return "own text";
        }
    }

    /** A record as applications have it. */
    public record Point(String name) {
        /** Creates a value for the test. */
        public Point() {
            this("own text");
        }
    }

    /** A class with toString, as applications have it. */
    public static final class Text {
        @Override
        public String toString() {
            return "own text";
        }
    }

    /** A marker as applications of logstash-logback-encoder have it. */
    public static final class FieldsOfItsOwn extends ObjectAppendingMarker {
        @Serial
        private static final long serialVersionUID = 1L;

        /** Creates a marker with one field. */
        public FieldsOfItsOwn() {
            super("field", "own text");
        }
    }
}
