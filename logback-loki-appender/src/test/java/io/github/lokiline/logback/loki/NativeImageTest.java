package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NativeImageTest {
    @Test
    void namesTheClassThatLogbackMakesByReflection() throws Exception {
        try (InputStream file = LokiAppender.class.getResourceAsStream(
                "/META-INF/native-image/io.github.lokiline/logback-loki-appender/reflect-config.json")) {
            JsonNode appender = JsonMapper.shared().readTree(file).get(0);

            assertThat(Class.forName(appender.get("name").asString())).isEqualTo(LokiAppender.class);
            assertThat(appender.get("allPublicConstructors").asBoolean()).isTrue();
            assertThat(appender.get("allPublicMethods").asBoolean()).isTrue();
        }
    }
}
