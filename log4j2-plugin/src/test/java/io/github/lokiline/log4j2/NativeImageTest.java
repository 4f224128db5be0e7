package io.github.lokiline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a native image must know, which Log4j's processor writes while we are compiled. */
class NativeImageTest {
    private static final String FILE =
            "META-INF/native-image/log4j-generated/io.github.lokiline/log4j2-plugin/reflect-config.json";

    @Test
    void mayFillEveryFieldOfOurBuilders() throws IOException {
        for (Class<?> builder : List.of(LineBuilder.class, LokiBuilder.class)) {
            List<String> registered = fields(builder);

            assertThat(registered)
                    .containsAll(Arrays.stream(builder.getDeclaredFields())
                            .filter(NativeImageTest::isFilled)
                            .map(Field::getName)
                            .toList());
        }
    }

    private static boolean isFilled(Field field) {
        return field.isAnnotationPresent(PluginBuilderAttribute.class)
                || field.isAnnotationPresent(PluginElement.class);
    }

    private static List<String> fields(Class<?> type) throws IOException {
        try (InputStream file = NativeImageTest.class.getClassLoader().getResourceAsStream(FILE)) {
            for (JsonNode one : JsonMapper.shared().readTree(file)) {
                if (one.get("name").asString().equals(type.getName())) {
                    return one.get("fields")
                            .valueStream()
                            .map(field -> field.get("name").asString())
                            .toList();
                }
            }
        }
        throw new AssertionError("not registered: " + type);
    }
}
