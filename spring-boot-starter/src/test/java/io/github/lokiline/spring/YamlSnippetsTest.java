package io.github.lokiline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.logback.loki.LokiAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import org.yaml.snakeyaml.Yaml;

/** Starts an application with each {@code application.yml} on the pages, and parses the YAML of other programs. */
class YamlSnippetsTest {

    /** Delivery is configured before any bean is. */
    @Configuration(proxyBeanMethods = false)
    static class App {}

    private final LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        logback.reset();
    }

    static Stream<Snippet> snippets() throws IOException {
        return Snippet.of("yaml");
    }

    static Stream<Snippet> ofTheStarter() throws IOException {
        return snippets().filter(snippet -> snippet.text().contains("lokiline"));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void isYaml(Snippet snippet) {
        Object content = new Yaml().load(snippet.text());

        assertThat(content).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("ofTheStarter")
    void configuresAnAppenderWithoutAWarning(Snippet snippet) throws IOException {
        Path yaml = Files.writeString(folder.resolve("application.yml"), snippet.text());
        SpringApplication application = new SpringApplication(App.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        application
                .run(
                        "--spring.config.location=file:" + yaml,
                        "--lokiline.url=http://127.0.0.1:1",
                        "--lokiline.shutdown-timeout=0 ms",
                        "--spring.main.banner-mode=off",
                        "--logging.threshold.console=OFF")
                .close();

        assertThat(logback.getLogger("ROOT").getAppender("LOKI"))
                .isInstanceOfSatisfying(
                        LokiAppender.class,
                        appender -> assertThat(appender.isStarted()).isTrue());
        assertThat(logback.getStatusManager().getCopyOfStatusList())
                .filteredOn(status ->
                        status.getLevel() >= Status.WARN && status.getMessage().contains("lokiline"))
                .isEmpty();
    }
}
