package io.github.lokiline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.config.plugins.processor.PluginEntry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a native image must know, which Log4j's processor writes while we are compiled. */
class NativeImageTest {
    private static final String FILE =
            "META-INF/native-image/log4j-generated/io.github.lokiline/lokiline-log4j2-plugin/reflect-config.json";

    @Test
    void mayFillEveryFieldOfOurBuilders() throws IOException {
        for (Class<?> builder : List.of(AbstractLayoutBuilder.class, Log4jLokiAppenderBuilder.class)) {
            List<String> registered = names(registered(builder), "fields");

            assertThat(registered)
                    .containsAll(Arrays.stream(builder.getDeclaredFields())
                            .filter(NativeImageTest::isFilled)
                            .map(Field::getName)
                            .toList());
        }
    }

    /** By which Log4j makes a plugin: the static method of its class that says so. */
    @Test
    void mayCallTheFactoryOfEveryPlugin() throws Exception {
        Collection<PluginEntry> plugins =
                PluginDescriptorTest.ours().getCategory("Core").values();

        assertThat(plugins).hasSizeGreaterThan(10);
        for (PluginEntry plugin : plugins) {
            Class<?> type = Class.forName(plugin.getClassName());
            assertThat(names(registered(type), "methods"))
                    .as(plugin.getName())
                    .containsAll(Arrays.stream(type.getDeclaredMethods())
                            .filter(NativeImageTest::isFactory)
                            .map(Method::getName)
                            .toList())
                    .isNotEmpty();
        }
    }

    private static boolean isFactory(Method method) {
        return method.isAnnotationPresent(PluginFactory.class)
                || method.isAnnotationPresent(PluginBuilderFactory.class);
    }

    private static boolean isFilled(Field field) {
        return field.isAnnotationPresent(PluginBuilderAttribute.class)
                || field.isAnnotationPresent(PluginElement.class);
    }

    private static JsonNode registered(Class<?> type) throws IOException {
        try (InputStream file = NativeImageTest.class.getClassLoader().getResourceAsStream(FILE)) {
            for (JsonNode one : JsonMapper.shared().readTree(file)) {
                if (one.get("name").asString().equals(type.getName())) {
                    return one;
                }
            }
        }
        throw new AssertionError("not registered: " + type);
    }

    private static List<String> names(JsonNode registered, String members) {
        return registered
                .get(members)
                .valueStream()
                .map(member -> member.get("name").asString())
                .toList();
    }
}
