package io.github.lokiline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import io.github.lokiline.logback.loki.LokiAppender;
import io.github.lokiline.spring.internal.DeliveryHealth;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;

/** Tests that a test of an application delivers nothing unless it says so, whatever the application's configuration. */
class SpringTestContextTest {

    private static final EmbeddedLoki LOKI = EmbeddedLoki.start();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<TestContext> started = new ArrayList<>();
    private final LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}

    @SpringBootTest(classes = App.class)
    static class Plain {

        @DynamicPropertySource
        static void loki(DynamicPropertyRegistry properties) {
            properties.add("lokiline.url", LOKI::url);
        }
    }

    @SpringBootTest(classes = App.class, properties = "lokiline.url=http://localhost:1")
    static class UrlOfTheTest {}

    @SpringBootTest(
            classes = App.class,
            properties = {"lokiline.enabled=true", "spring.application.name=orders"})
    static class Delivering {

        @DynamicPropertySource
        static void loki(DynamicPropertyRegistry properties) {
            properties.add("lokiline.url", LOKI::url);
        }
    }

    /** Spring's test framework keeps the contexts of all tests of a run. */
    @AfterEach
    void reset() {
        started.forEach(test -> test.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE));
        logback.reset();
        LOKI.clear();
    }

    @AfterAll
    static void stop() {
        LOKI.close();
    }

    @Test
    void deliversNothingByDefault() {
        start(Plain.class);

        assertThat(appender()).isNull();
        assertThat(DeliveryHealth.now().isUp()).isTrue();
        assertThat(LOKI.requests()).isEmpty();
    }

    @Test
    void deliversNothingToAUrlOfItsOwnEither() {
        start(UrlOfTheTest.class);

        assertThat(appender()).isNull();
    }

    @Test
    void enabledItDeliversFromTheFirstLineToAUrlThatOnlyTheTestKnows() {
        start(Delivering.class);

        assertThat(Objects.requireNonNull(appender()).flush(PATIENCE)).isTrue();
        assertThat(LOKI.lines())
                .anySatisfy(line -> assertThat(line).contains("\"message\":\"Starting "))
                .doesNotHaveDuplicates();
        assertThat(LOKI.entries())
                .extracting(StoredEntry::labels)
                .allSatisfy(labels -> assertThat(labels).containsEntry("service_name", "orders"));
    }

    @Test
    void theNextContextOfTheSameRunDeliversNothingAgain() {
        start(Delivering.class);
        start(UrlOfTheTest.class);

        assertThat(appender()).isNull();
    }

    private LokiAppender appender() {
        return (LokiAppender) logback.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("LOKI");
    }

    private void start(Class<?> test) {
        TestContext context = new TestContextManager(test).getTestContext();
        assertThat(context.getApplicationContext()).isNotNull();
        started.add(context);
    }
}
