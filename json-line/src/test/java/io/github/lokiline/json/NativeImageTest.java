package io.github.lokiline.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.spi.EventEncoder;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NativeImageTest {
    /** Without its getter Jackson could not take it apart, and would be taken for absent. */
    @Test
    void namesTheBeanByWhichJacksonIsTried() throws Exception {
        try (InputStream file = EventEncoder.class.getResourceAsStream(
                "/META-INF/native-image/io.github.lokiline/lokiline-json-line/reflect-config.json")) {
            JsonNode probe = JsonMapper.shared().readTree(file).get(0);

            assertThat(Class.forName(probe.get("name").asString()).getDeclaredMethods())
                    .extracting("name")
                    .contains("getValue");
            assertThat(probe.get("allDeclaredMethods").asBoolean()).isTrue();
            assertThat(probe.get("allDeclaredFields").asBoolean()).isTrue();
        }
    }
}
