package io.github.lokiline.compatibility.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The encoders' table in {@code docs/configuration.md}, against the Javadoc of the setters and Spring's metadata. */
class EncoderTableTest {
    private static final String ENCODER = "json-encoder/src/main/java/io/github/lokiline/logback/json/";
    private static final String LAYOUT =
            "log4j2-plugin/src/main/java/io/github/lokiline/log4j2/AbstractLayoutBuilder.java";

    /** Set by objects, which Spring's properties cannot name. */
    private static final Set<String> OBJECTS = Set.of("field", "linePostProcessor");

    /** Elements, or texts that name parts of Log4j in place of those of Logback and SLF4J. */
    private static final Set<String> WORDED_FOR_LOG4J = Set.of(
            "field",
            "linePostProcessor",
            "staticField",
            "staticFields",
            "renameFields",
            "redactPatterns",
            "mdc",
            "mdcField",
            "typedMdc",
            "keyValues",
            "keyValuesField",
            "context",
            "markers",
            "arguments");

    @ParameterizedTest
    @MethodSource("properties")
    void theSettersAreDocumentedAsOnThePage(Documented property) throws IOException {
        SetterJavadoc.check(
                property, ENCODER + "AbstractEncoderProperties.java", ENCODER + "AbstractStructuredEncoder.java");
        if (!WORDED_FOR_LOG4J.contains(property.name())) {
            SetterJavadoc.check(forLog4j(property), LAYOUT);
        }
    }

    @ParameterizedTest
    @MethodSource("properties")
    void editorsOfSpringPropertiesShowWhatThePageSays(Documented property) throws IOException {
        if (!OBJECTS.contains(property.name())) {
            assertThat(description("lokiline.encoder." + kebab(property.name())))
                    .isEqualTo(SetterJavadoc.sentences(property).replace("`", ""));
        }
    }

    static Stream<Documented> properties() {
        return PropertyTable.of("configuration.md", "`io.github.lokiline.logback.json.JsonEncoder` and `LogfmtEncoder`")
                .properties()
                .stream();
    }

    /** An attribute cannot be repeated, and a layout is an element. */
    private static Documented forLog4j(Documented property) {
        String meaning = property.meaning()
                .replace(" May be repeated.", "")
                .replace("`JsonEncoder`", "`<JsonLine>`")
                .replace("`LogfmtEncoder`", "`<Logfmt>`");
        return new Documented(property.name(), property.fallback(), meaning);
    }

    private static String description(String name) throws IOException {
        try (InputStream metadata = Objects.requireNonNull(EncoderTableTest.class
                .getClassLoader()
                .getResourceAsStream("META-INF/spring-configuration-metadata.json"))) {
            return JsonMapper.shared()
                    .readTree(metadata)
                    .get("properties")
                    .valueStream()
                    .filter(property -> property.get("name").asString().equals(name))
                    .map((JsonNode property) -> property.get("description").asString())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("not offered: " + name));
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
