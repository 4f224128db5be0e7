package io.github.lokiline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.appender.AppenderOptions;
import io.github.lokiline.client.internal.config.Option;
import io.github.lokiline.client.internal.config.OptionType;
import io.github.lokiline.logback.json.JsonEncoder;
import io.github.lokiline.logback.json.LogfmtEncoder;
import io.github.lokiline.logback.loki.LokiAppender;
import io.github.lokiline.spring.internal.PropertySetters;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests that the configuration metadata, which editors use for completion, matches the existing properties. */
class MetadataTest {

    private static final Set<String> OTHERS = Set.of(
            "lokiline.encoder.type",
            "lokiline.request.enabled",
            "lokiline.request.headers",
            "lokiline.request.skip",
            "lokiline.request.traceparent",
            "management.health.lokiline.enabled");

    @Test
    void everyPropertyIsOfferedAndNoOther() throws IOException {
        Set<String> offered = new TreeSet<>();
        properties().forEach(property -> offered.add(property.get("name").asString()));

        Set<String> there = new TreeSet<>(OTHERS);
        PropertySetters.of(LokiAppender.class).names().forEach(name -> there.add("lokiline." + name));
        for (Class<?> encoder : List.of(JsonEncoder.class, LogfmtEncoder.class)) {
            PropertySetters.of(encoder).names().forEach(name -> there.add("lokiline.encoder." + name));
        }
        assertThat(offered).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void eachIsDescribedInASentenceAndHasAType() throws IOException {
        assertThat(properties()).allSatisfy(property -> {
            assertThat(property.get("description").asString())
                    .hasSizeGreaterThan(20)
                    .endsWith(".");
            assertThat(Class.forName(property.get("type").asString().replaceFirst("<.*", "")))
                    .isIn(String.class, List.class, Map.class);
        });
    }

    @ParameterizedTest
    @MethodSource("options")
    void eachOptionOfDeliveryIsDescribedAsInTheTable(Option<?> option) throws IOException {
        JsonNode property = properties().stream()
                .filter(one -> one.get("name").asString().equals("lokiline." + kebab(option.name())))
                .findFirst()
                .orElseThrow();
        // The starter is enabled by a url, and by nothing but this property in a test.
        String byDefault = option.name().equals("enabled")
                ? "true if lokiline.url is set, but false in a Spring Boot test"
                : option.defaultText();

        assertThat(property.get("description").asString())
                .isEqualTo((option.help() + (byDefault.equals("–") ? "" : " Default: " + byDefault + "."))
                        .replace("`", ""));
        assertThat(property.get("type").asString()).startsWith(type(option).getName());
    }

    static Stream<Option<?>> options() {
        return AppenderOptions.all().stream();
    }

    private static Class<?> type(Option<?> option) {
        if (option.type() instanceof OptionType.Pairs) {
            return Map.class;
        }
        return option.type() instanceof OptionType.Headers ? List.class : String.class;
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static List<JsonNode> properties() throws IOException {
        try (InputStream metadata = Objects.requireNonNull(
                PropertySetters.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"))) {
            return StreamSupport.stream(
                            JsonMapper.shared()
                                    .readTree(metadata)
                                    .get("properties")
                                    .spliterator(),
                            false)
                    .toList();
        }
    }
}
