package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.spi.LifeCycle;
import ch.qos.logback.core.spi.PropertyDefiner;
import io.github.lokiline.logback.json.JsonEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a native image is told, against what a configuration can name. */
class NativeImageTest {
    private static final String METADATA = "/META-INF/native-image/io.github.lokiline/";
    private static final String PACKAGE = "io/github/lokiline/logback/loki";
    private static final Pattern CLASS = Pattern.compile("class=\"(io\\.github\\.lokiline\\.[\\w.$]+)\"");

    @Test
    void namesEachClassThatLogbackMakesByReflectionWithAllItsSetters() throws Exception {
        JsonNode classes = metadata("lokiline-logback-loki-appender/reflect-config.json");

        assertThat(classes)
                .extracting(entry -> entry.get("name").asString())
                .containsExactlyInAnyOrderElementsOf(madeByLogback())
                .contains(LokiAppender.class.getName());
        assertThat(classes).allSatisfy(entry -> {
            assertThat(entry.get("allPublicConstructors").asBoolean()).isTrue();
            assertThat(entry.get("allPublicMethods").asBoolean()).isTrue();
        });
    }

    @Test
    void namesEveryFileOfTheEnvironmentPreset() throws Exception {
        List<String> patterns = metadata("lokiline-logback-loki-appender/resource-config.json")
                .get("resources")
                .get("includes")
                .valueStream()
                .map(entry -> entry.get("pattern").asString())
                .toList();

        assertThat(files(".xml"))
                .hasSize(patterns.size())
                .allSatisfy(file -> assertThat(patterns).anyMatch((PACKAGE + "/" + file)::matches));
    }

    @Test
    void namesEveryClassThatThePresetNames() throws Exception {
        List<String> registered = Stream.of(
                        metadata("lokiline-logback-loki-appender/reflect-config.json"),
                        metadata(JsonEncoder.class, "lokiline-json-encoder/reflect-config.json"))
                .flatMap(JsonNode::valueStream)
                .map(entry -> entry.get("name").asString())
                .toList();

        List<String> named = new ArrayList<>();
        for (String file : files(".xml")) {
            CLASS.matcher(Files.readString(classes().resolve(file)))
                    .results()
                    .forEach(name -> named.add(name.group(1)));
        }
        assertThat(named).hasSizeGreaterThan(4);
        assertThat(registered).containsAll(named);
    }

    /** Returns the public classes of the module that Logback starts, or asks for a property's value. */
    private static List<String> madeByLogback() throws Exception {
        List<String> made = new ArrayList<>();
        for (String file : files(".class")) {
            Class<?> type =
                    Class.forName((PACKAGE + "/" + file).replace(".class", "").replace('/', '.'));
            boolean isMade = LifeCycle.class.isAssignableFrom(type) || PropertyDefiner.class.isAssignableFrom(type);
            if (isMade && Modifier.isPublic(type.getModifiers())) {
                made.add(type.getName());
            }
        }
        return made;
    }

    private static List<String> files(String end) throws Exception {
        Path folder = classes();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(end))
                    .toList();
        }
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(LokiAppender.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve(PACKAGE);
    }

    private static JsonNode metadata(String file) throws IOException {
        return metadata(LokiAppender.class, file);
    }

    /** Of the module that a class belongs to. */
    private static JsonNode metadata(Class<?> owner, String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(METADATA + file), file)) {
            return JsonMapper.shared().readTree(in);
        }
    }
}
