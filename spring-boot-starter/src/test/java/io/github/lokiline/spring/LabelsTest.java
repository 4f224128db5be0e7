package io.github.lokiline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import io.github.lokiline.logback.loki.LokiAppender;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Tests the streams in Loki of an application that has nothing but the starter and its properties. */
class LabelsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}

    @AfterEach
    void stop() {
        logback.reset();
        loki.close();
    }

    @Test
    void anUrlAloneMakesTheApplicationsNameTheService() {
        assertThat(streams(Map.of(), "--spring.application.name=orders"))
                .singleElement()
                .satisfies(labels -> assertThat(labels)
                        .containsOnlyKeys("service_name", "host")
                        .containsEntry("service_name", "orders"));
    }

    @Test
    void theNameMayComeFromTheEnvironment() {
        assertThat(streams(Map.of("SPRING_APPLICATION_NAME", "orders")))
                .singleElement()
                .satisfies(labels -> assertThat(labels).containsEntry("service_name", "orders"));
    }

    @Test
    void theNameMayComeFromYaml() {
        assertThat(streams(Map.of(), "--spring.config.location=classpath:named.yml"))
                .singleElement()
                .satisfies(labels -> assertThat(labels).containsEntry("service_name", "named-in-yaml"));
    }

    @Test
    void theNextApplicationOfTheJvmHasItsOwnName() {
        streams(Map.of(), "--spring.application.name=one");
        loki.clear();

        assertThat(streams(Map.of(), "--spring.application.name=two"))
                .extracting(labels -> labels.get("service_name"))
                .contains("two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--lokiline.labels=env=prod\nteam=a",
                "--lokiline.labels={\"env\":\"prod\",\"team\":\"a\"}",
                "--lokiline.labels.env=prod|--lokiline.labels.team=a",
                "--lokiline.labels[0]=env=prod|--lokiline.labels[1]=team=a",
                "--spring.config.location=classpath:labels-map.yml",
                "--spring.config.location=classpath:labels-list.yml",
                "--spring.config.location=classpath:labels-text.yml"
            })
    void everySpellingOfLabelsGivesTheSameStream(String arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments.split("\\|", -1)));
        all.add("--spring.application.name=orders");

        assertThat(streams(Map.of(), all.toArray(String[]::new)))
                .containsExactly(Map.of("service_name", "orders", "env", "prod", "team", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"env=prod\nteam=a", "{\"env\":\"prod\",\"team\":\"a\"}"})
    void labelsMayBeOneVariable(String text) {
        assertThat(streams(Map.of("LOKILINE_LABELS", text), "--spring.application.name=orders"))
                .containsExactly(Map.of("service_name", "orders", "env", "prod", "team", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"service_name=shop", "{ \"service_name\" : \"shop\" }"})
    void aLabelDecidesTheName(String text) {
        assertThat(streams(Map.of(), "--lokiline.labels=" + text, "--spring.application.name=orders"))
                .containsExactly(Map.of("service_name", "shop"));
    }

    @Test
    void aListWithoutEqualsSignsIsNoStreamAtAll() {
        run(Map.of(), "--lokiline.url=" + loki.url(), "--lokiline.labels[0]=prod")
                .close();

        assertThat(appender().isStarted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--lokiline.structured-metadata=a=1\nb=2",
                "--lokiline.structured-metadata.a=1|--lokiline.structured-metadata.b=2",
                "--lokiline.structured-metadata[0]=a=1|--lokiline.structured-metadata[1]=b=2",
                "--lokiline.structured-metadata={\"a\":1,\"b\":2}"
            })
    void everySpellingOfMetadataGivesTheSame(String arguments) {
        streams(Map.of(), arguments.split("\\|", -1));

        assertThat(loki.entries())
                .isNotEmpty()
                .allSatisfy(entry ->
                        assertThat(entry.metadata()).containsEntry("a", "1").containsEntry("b", "2"));
    }

    private Set<Map<String, String>> streams(Map<String, Object> variables, String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--lokiline.url=" + loki.url());
        run(variables, all.toArray(String[]::new)).close();
        assertThat(appender().flush(PATIENCE)).isTrue();
        return loki.entries().stream().map(StoredEntry::labels).collect(Collectors.toSet());
    }

    private LokiAppender appender() {
        return (LokiAppender)
                logback.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("LOKI");
    }

    private static ConfigurableApplicationContext run(Map<String, Object> variables, String... arguments) {
        SpringApplication application = new SpringApplication(App.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of("spring.main.banner-mode", "off", "logging.threshold.console", "OFF"));
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
        application.setEnvironment(environment);
        return application.run(arguments);
    }
}
