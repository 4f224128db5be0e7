package io.github.lokiline.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NativeImageTest {
    private static final String METADATA =
            "/META-INF/native-image/io.github.lokiline/lokiline-request-context/reflect-config.json";

    /**
     * A container creates the filter by the class name in {@code web.xml}; code refers to all other classes directly.
     */
    @Test
    void namesTheFilterAndItsConstructor() throws Exception {
        JsonNode metadata = metadata();

        assertThat(metadata).hasSize(1);
        Class<?> filter = Class.forName(metadata.get(0).get("name").asString());
        assertThat(filter).isEqualTo(RequestContextFilter.class).isAssignableTo(Filter.class);
        JsonNode constructor = metadata.get(0).get("methods").get(0);
        assertThat(constructor.get("name").asString()).isEqualTo("<init>");
        assertThat(constructor.get("parameterTypes")).isEmpty();
        assertThat(filter.getConstructor().newInstance()).isInstanceOf(RequestContextFilter.class);
    }

    private static JsonNode metadata() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(RequestContextFilter.class.getResourceAsStream(METADATA), METADATA)) {
            return JsonMapper.shared().readTree(in);
        }
    }
}
