package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.spi.LifeCycle;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NativeImageTest {
    private static final String CONFIG =
            "/META-INF/native-image/io.github.lokiline/lokiline-json-encoder/reflect-config.json";

    @Test
    void namesEachClassThatLogbackMakesByReflection() throws Exception {
        List<String> made = madeByLogback();

        assertThat(made).contains(JsonEncoder.class.getName(), SamplingFilter.class.getName());
        assertThat(entries())
                .extracting(entry -> entry.get("name").asString())
                .containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void keepsConstructorsAndSettersOfEach() throws Exception {
        assertThat(entries()).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.get("allPublicConstructors").asBoolean()).isTrue();
            assertThat(entry.get("allPublicMethods").asBoolean()).isTrue();
        });
    }

    /** Returns the classes that a configuration can name: public ones that Logback starts and stops. */
    private static List<String> madeByLogback() throws Exception {
        Path classes = Path.of(JsonEncoder.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> made = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes.resolve("io/github/lokiline/logback/json"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                Class<?> type = Class.forName(JsonEncoder.class.getPackageName() + "."
                        + file.getFileName().toString().replace(".class", ""));
                int modifiers = type.getModifiers();
                if (Modifier.isPublic(modifiers)
                        && !Modifier.isAbstract(modifiers)
                        && LifeCycle.class.isAssignableFrom(type)) {
                    made.add(type.getName());
                }
            }
        }
        return made;
    }

    private static List<JsonNode> entries() throws Exception {
        try (InputStream file = JsonEncoder.class.getResourceAsStream(CONFIG)) {
            return JsonMapper.shared()
                    .readTree(file)
                    .valueStream()
                    .filter(entry -> entry.get("name").asString().startsWith(JsonEncoder.class.getPackageName()))
                    .toList();
        }
    }
}
