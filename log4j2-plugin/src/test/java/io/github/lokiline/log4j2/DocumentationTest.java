package io.github.lokiline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.appender.AppenderOptions;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationBuilder;
import org.junit.jupiter.api.Test;

/** The page that users read names every attribute that there is, and no other. */
class DocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "log4j2.md");

    @Test
    void namesEveryAttributeOfTheLayouts() throws IOException {
        assertThat(attributesBelow("## `<JsonLine>` and `<Logfmt>`"))
                .isEqualTo(attributes(AbstractLayoutBuilder.class));
    }

    @Test
    void namesEveryAttributeOfTheAppender() throws IOException {
        Set<String> documented = attributesBelow("## `<Loki>`");
        documented.remove("name");

        assertThat(documented).isEqualTo(attributes(Log4jLokiAppenderBuilder.class));
    }

    /** Headers are elements. */
    @Test
    void theAppenderHasAnAttributeForEachOptionAndNoOther() {
        Set<String> options = new TreeSet<>(AppenderOptions.names());
        options.remove("header");

        assertThat(attributes(Log4jLokiAppenderBuilder.class)).isEqualTo(options);
    }

    @Test
    void log4jNeverShowsASecretNorTheUrlThatMayHoldOne() {
        assertThat(Log4jLokiAppenderBuilder.class.getDeclaredFields())
                .filteredOn(field -> field.isAnnotationPresent(PluginBuilderAttribute.class))
                .allSatisfy(field -> assertThat(field.getAnnotation(PluginBuilderAttribute.class)
                                .sensitive())
                        .as(field.getName())
                        .isEqualTo(AppenderOptions.isSecret(field.getName())
                                || field.getName().equals("url")));
    }

    @Test
    void showsAConfigurationThatWorks() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("<Configuration");
        try (Logs logs = Logs.document(page.substring(start, page.indexOf("</Configuration>") + 16))) {
            assertThat(logs.appender().isStarted()).isTrue();
            assertThat(logs.status().errors()).isEmpty();
        }
    }

    @Test
    void showsPropertiesThatWork() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("appender.loki.type");
        Properties shown = new Properties();
        shown.load(new StringReader(page.substring(start, page.indexOf("```", start))));
        StatusMessages status = StatusMessages.listen();
        LoggerContext context = new LoggerContext("test");
        context.start(new PropertiesConfigurationBuilder()
                .setRootProperties(shown)
                .setConfigurationSource(ConfigurationSource.NULL_SOURCE)
                .setLoggerContext(context)
                .build());
        status.end();

        Log4jLokiAppender appender = context.getConfiguration().getAppender("LOKI");
        assertThat(status.errors()).isEmpty();
        assertThat(status.infos()).anySatisfy(message -> assertThat(message).contains("as {service_name=\"orders\"}"));
        assertThat(appender.getLayout().toSerializable(SampleEvents.info("a")).toString())
                .contains("\"team\":\"blue\"");
        context.stop();
    }

    @Test
    void showsElementsThatWork() throws IOException {
        String section = section("## `<JsonLine>` and `<Logfmt>`");
        String console = section.substring(section.indexOf("<Console"), section.indexOf("</Console>") + 10);
        try (Logs logs = Logs.document(
                "<Configuration><Appenders>" + console + "</Appenders><Loggers><Root/></Loggers></Configuration>")) {
            assertThat(logs.status().errors()).isEmpty();
        }
    }

    /** The names in the first column of the section's first table. */
    private static Set<String> attributesBelow(String heading) throws IOException {
        return section(heading)
                .lines()
                .dropWhile(line -> !line.startsWith("| attribute"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(line -> Pattern.compile("`(\\w+)`")
                        .matcher(line.substring(1, line.indexOf('|', 1)))
                        .results())
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(heading);
        assertThat(start).isNotNegative();
        return page.substring(start, page.indexOf("\n## ", start + 1));
    }

    private static Set<String> attributes(Class<?> builder) {
        return Arrays.stream(builder.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(PluginBuilderAttribute.class))
                .map(Field::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
