package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NativeImageTest {
    @Test
    void namesTheClassesThatLogbackMakesByReflection() throws Exception {
        JsonNode classes = metadata("reflect-config.json");

        assertThat(classes)
                .extracting(entry -> entry.get("name").asString())
                .containsExactlyInAnyOrder(
                        LokiAppender.class.getName(),
                        EnvironmentPreset.Choice.class.getName(),
                        EnvironmentPreset.Enabled.class.getName(),
                        EnvironmentPreset.Labels.class.getName(),
                        EnvironmentPreset.Warnings.class.getName());
        assertThat(classes).allSatisfy(entry -> {
            assertThat(entry.get("allPublicConstructors").asBoolean()).isTrue();
            assertThat(entry.get("allPublicMethods").asBoolean()).isTrue();
        });
    }

    @Test
    void namesTheResourcesOfTheEnvironmentPreset() throws Exception {
        JsonNode includes = metadata("resource-config.json").get("resources").get("includes");
        List<String> patterns = StreamSupport.stream(includes.spliterator(), false)
                .map(entry -> entry.get("pattern").asString())
                .toList();

        assertThat(List.of("defaults.xml", "console-json.xml", "console-text.xml"))
                .allSatisfy(file -> {
                    assertThat(LokiAppender.class.getResource(file)).isNotNull();
                    assertThat(patterns).anyMatch(("io/github/lokiline/logback/loki/" + file)::matches);
                });
    }

    private static JsonNode metadata(String file) throws Exception {
        try (InputStream in = LokiAppender.class.getResourceAsStream(
                "/META-INF/native-image/io.github.lokiline/logback-loki-appender/" + file)) {
            return JsonMapper.shared().readTree(in);
        }
    }
}
