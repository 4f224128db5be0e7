package io.github.lokiline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.log4j2.Log4jLokiAppender;
import io.github.lokiline.spring.internal.PropertySetters;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the metadata for classes that Spring does not find when it prepares a native image. */
class NativeImageTest {
    private static final String METADATA =
            "/META-INF/native-image/io.github.lokiline/lokiline-spring-boot-starter/reflect-config.json";
    private static final String LISTENERS = "org.springframework.context.ApplicationListener";

    @Test
    void namesTheListenersThatSpringMakesByName() throws Exception {
        Properties factories = new Properties();
        try (InputStream in = resource("/META-INF/spring.factories")) {
            factories.load(in);
        }
        List<String> listeners = List.of(factories.getProperty(LISTENERS).split("\\s*,\\s*", -1));

        assertThat(names()).containsAll(listeners);
        for (String listener : listeners) {
            assertThat(Class.forName(listener).getDeclaredConstructor().getParameterCount())
                    .isZero();
        }
    }

    /** The starter checks for these classes by name. */
    @Test
    void namesTheContextsAndTheAppenderOfLog4j() throws Exception {
        assertThat(names())
                .contains(
                        ch.qos.logback.classic.LoggerContext.class.getName(),
                        org.apache.logging.log4j.core.LoggerContext.class.getName(),
                        Log4jLokiAppender.class.getName());
    }

    @Test
    void namesNothingThatIsNotThere() throws Exception {
        assertThat(names()).allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
    }

    private static List<String> names() throws IOException {
        try (InputStream in = resource(METADATA)) {
            return JsonMapper.shared()
                    .readTree(in)
                    .valueStream()
                    .map((JsonNode entry) -> entry.get("name").asString())
                    .toList();
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(PropertySetters.class.getResourceAsStream(name), name);
    }
}
