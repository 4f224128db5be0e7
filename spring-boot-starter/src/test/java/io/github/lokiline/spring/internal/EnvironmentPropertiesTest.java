package io.github.lokiline.spring.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Tests that all spellings in Spring's sources become the texts that Logback's XML would contain. */
class EnvironmentPropertiesTest {

    @Test
    void aTextIsTakenAsItIs() {
        assertThat(properties(Map.of("lokiline.header", "A: b, c")).values("header"))
                .containsExactly("A: b, c");
    }

    @Test
    void aListIsItsValues() {
        assertThat(properties(Map.of("lokiline.header[0]", "A: b, c", "lokiline.header[1]", "D: e"))
                        .values("header"))
                .containsExactly("A: b, c", "D: e");
    }

    @Test
    void aMapIsOnePairALine() {
        assertThat(properties(Map.of("lokiline.encoder.static-fields.team", "a"))
                        .values("encoder.static-fields"))
                .containsExactly("team=a");
    }

    @Test
    void aNameInBracketsKeepsAllItsCharacters() {
        assertThat(properties(Map.of(
                                "lokiline.encoder.static-fields[@version]",
                                1,
                                "lokiline.encoder.static-fields.@lost",
                                2))
                        .values("encoder.static-fields"))
                .singleElement()
                .asString()
                .contains("@version=1")
                .doesNotContain("@lost");
    }

    @Test
    void placeholdersAreResolved() {
        assertThat(properties(Map.of("lokiline.url", "http://${where}:3100", "where", "loki"))
                        .text("url"))
                .isEqualTo("http://loki:3100");
    }

    @Test
    void theEnvironmentSpellsNamesItsOwnWay() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-systemEnvironment",
                        Map.of(
                                "LOKILINE_BATCHMAXWAIT",
                                "2 s",
                                "LOKILINE_LABELS_TEAM",
                                "a",
                                "LOKILINE_BATCHWAIT",
                                "1")));
        ConfigurationPropertySources.attach(environment);
        EnvironmentProperties properties = new EnvironmentProperties("lokiline", environment);

        assertThat(properties.text("batch-max-wait")).isEqualTo("2 s");
        assertThat(properties.labels()).containsExactly("team=a");
        assertThat(properties.unknown(List.of("batch-max-wait", "labels"))).containsExactly("lokiline.batchwait");
    }

    private static EnvironmentProperties properties(Map<String, Object> source) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", source));
        ConfigurationPropertySources.attach(environment);
        return new EnvironmentProperties("lokiline", environment);
    }
}
