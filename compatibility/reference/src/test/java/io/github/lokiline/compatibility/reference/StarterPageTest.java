package io.github.lokiline.compatibility.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks {@code docs/spring-boot.md} against the configuration metadata, which the starter's own tests check against
 * the setters.
 */
class StarterPageTest {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Pattern NAMED =
            Pattern.compile("`((?:management\\.health\\.)?lokiline\\.[a-z.-]+)(?:=\\w+)?`");

    /** Properties that another page's table explains are not repeated here. */
    @Test
    void namesEachPropertyThatNoOtherPageHas() throws IOException {
        Set<String> elsewhere = new TreeSet<>();
        table("`io.github.lokiline.logback.loki.LokiAppender`")
                .names()
                .forEach(name -> elsewhere.add("lokiline." + kebab(name)));
        table("`io.github.lokiline.logback.json.JsonEncoder` and `LogfmtEncoder`")
                .names()
                .forEach(name -> elsewhere.add("lokiline.encoder." + kebab(name)));

        Set<String> own = new TreeSet<>(offered());
        own.removeAll(elsewhere);
        assertThat(own).isNotEmpty();
        assertThat(named()).containsAll(own);
    }

    @Test
    void namesNoPropertyThatIsNotThere() throws IOException {
        Set<String> offered = offered();

        assertThat(named())
                .isNotEmpty()
                .allMatch(name -> offered.stream().anyMatch(one -> one.equals(name) || one.startsWith(name + ".")));
    }

    /** A default in the metadata would be a second place to maintain. */
    @Test
    void editorsAreToldNoDefaults() throws IOException {
        assertThat(properties()).noneMatch(property -> property.has("defaultValue"));
    }

    private static PropertyTable table(String heading) {
        return PropertyTable.of("configuration.md", heading);
    }

    private static Set<String> named() {
        return NAMED.matcher(PropertyTable.page("spring-boot.md"))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> offered() throws IOException {
        return properties().stream()
                .map(property -> property.get("name").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> properties() throws IOException {
        try (InputStream metadata =
                Objects.requireNonNull(StarterPageTest.class.getClassLoader().getResourceAsStream(METADATA))) {
            return JsonMapper.shared()
                    .readTree(metadata)
                    .get("properties")
                    .valueStream()
                    .toList();
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }
}
