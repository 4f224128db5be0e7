package io.github.lokiline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.logback.loki.LokiAppender;
import io.github.lokiline.spring.internal.Boot3HealthIndicator;
import io.github.lokiline.spring.internal.DeliveryHealth;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Misbehaviour;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Tests a Spring Boot application that has nothing but the starter and its properties. */
class StarterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}

    @AfterEach
    void stop() {
        // The next test is another JVM's first application.
        run("--lokiline.enabled=false").close();
        logback.reset();
        loki.close();
    }

    @Test
    void deliversFromTheFirstLineOfTheStart() {
        run("--lokiline.url=" + loki.url()).close();
        LoggerFactory.getLogger("shop").info("open");
        flush();

        assertThat(loki.lines())
                .anySatisfy(line -> assertThat(line).contains("\"message\":\"Starting "))
                .anySatisfy(line -> assertThat(line).contains("\"message\":\"open\""));
    }

    @Test
    void theServiceIsCalledAsTheApplicationIs() {
        run(
                        "--lokiline.url=" + loki.url(),
                        "--spring.application.name=orders",
                        "--lokiline.labels.env=prod",
                        "--lokiline.labels.level=%level")
                .close();
        flush();

        assertThat(loki.entries())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.labels())
                        .containsEntry("service_name", "orders")
                        .containsEntry("env", "prod")
                        .containsKey("level"));
    }

    @Test
    void propertiesReachAppenderAndEncoder() {
        run(
                        "--lokiline.url=" + loki.url(),
                        "--lokiline.header[0]=X-Scope: a, b",
                        "--lokiline.batch-max-wait=5 ms",
                        "--lokiline.encoder.preset=tagged",
                        "--lokiline.encoder.static-fields.team=a",
                        "--lokiline.encoder.redact-keys=+pin")
                .close();
        flush();

        assertThat(loki.entries())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.line()).contains("\"tag\":", "\"team\":\"a\""));
    }

    @Test
    void linesMayBeLogfmt() {
        run("--lokiline.url=" + loki.url(), "--lokiline.encoder.type=logfmt").close();
        flush();

        assertThat(loki.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("levelname=INFO"));
    }

    @Test
    void withoutAnUrlNothingIsAttached() {
        run("--spring.application.name=orders").close();

        assertThat(appenders()).isEmpty();
        assertThat(DeliveryHealth.now().isUp()).isTrue();
    }

    @Test
    void disabledItOpensNothing() {
        run("--lokiline.url=" + loki.url(), "--lokiline.enabled=false").close();

        assertThat(appenders()).isEmpty();
    }

    @Test
    void aWrongPropertyIsToldInTheLogAndTheApplicationRunsOn() {
        List<String> warnings = warningsOf(
                "--lokiline.url=" + loki.url(), "--lokiline.batch-max-wait=5", "--lokiline.max-streams=many");

        assertThat(warnings)
                .anySatisfy(warning -> assertThat(warning).startsWith("batchMaxWait \"5\": "))
                .anySatisfy(warning -> assertThat(warning).startsWith("maxStreams \"many\": "));
        assertThat(DeliveryHealth.now().isUp()).isFalse();
        assertThat(DeliveryHealth.now().details().get("status")).asString().contains("invalid configuration");
    }

    @Test
    void aWarningIsALogLineAndNoRawStatus() {
        List<String> warnings = warningsOf("--lokiline.url=" + loki.url(), "--lokiline.batch-max-wait=5");

        assertThat(warnings)
                .filteredOn(warning -> warning.startsWith("batchMaxWait "))
                .hasSize(1);
        assertThat(logback.getStatusManager().getCopyOfStatusList())
                .noneSatisfy(status -> assertThat(status.getMessage()).startsWith("batchMaxWait "));
    }

    @Test
    void theStartIsToldOnceWithUrlAndStream() {
        List<String> messages = warningsOf("--lokiline.url=" + loki.url(), "--spring.application.name=orders");

        assertThat(messages)
                .singleElement()
                .asString()
                .startsWith("delivering to " + loki.url() + "/loki/api/v1/push as {service_name=\"orders\", host=\"");
    }

    @Test
    void afterTheEndOfLogbackAWarningIsNoEventOfAStoppedAppender() {
        run("--lokiline.url=" + loki.url()).close();
        LokiAppender appender = appenders().get(0);
        logback.stop();
        logback.getStatusManager().clear();

        appender.addWarn("stopped before Loki had everything");

        assertThat(logback.getStatusManager().getCopyOfStatusList())
                .extracting(status -> status.getMessage())
                .containsExactly("stopped before Loki had everything");
    }

    @Test
    void aVariableThatIsNotSetIsNamedAndTheApplicationRunsOn() {
        List<String> warnings = warningsOf(
                "--lokiline.url=${UNSET_URL}",
                "--lokiline.labels.env=${UNSET_ENV}",
                "--lokiline.spool-directory=${UNSET_DIR:}");

        assertThat(warnings)
                .anySatisfy(warning -> assertThat(warning).startsWith("url ").contains("UNSET_URL"))
                .anySatisfy(warning -> assertThat(warning).startsWith("labels ").contains("UNSET_ENV"))
                .noneSatisfy(warning -> assertThat(warning).contains("UNSET_DIR"));
        assertThat(DeliveryHealth.now().isUp()).isFalse();
    }

    @Test
    void whatIsNeitherTextNorListNorMapIsToldAndTheApplicationRunsOn() {
        List<String> warnings =
                warningsOf("--lokiline.url=" + loki.url(), "--lokiline.header[0].X-Scope=unquoted in YAML");

        assertThat(warnings)
                .contains(
                        "lokiline.header: the value must be a text, a list of texts or a map of texts; write for example"
                                + " lokiline.header.env: prod, or a list of quoted texts (- \"env=prod\"). No appender"
                                + " is installed.");
        assertThat(appenders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--lokiline.labels=env=prod",
                "--lokiline.labels={\"env\":\"prod\"}",
                "--lokiline.labels[0]=env=prod"
            })
    void labelsInTwoFormsAreToldAndTheApplicationRunsOn(String labels) {
        List<String> warnings = warningsOf("--lokiline.url=" + loki.url(), labels, "--lokiline.labels.team=a");

        assertThat(warnings)
                .contains(
                        "lokiline.labels: given as a text or a list, and as a map by lokiline.labels.team; write all entries"
                                + " in one form. No appender is installed.");
        assertThat(appenders()).isEmpty();
    }

    /** Spring reads LOKILINE_LABELS_SERVICE_NAME as {@code labels.service.name}. */
    @Test
    void aDotInALabelsNameIsTheUnderscoreOfAVariable() {
        run(
                        "--lokiline.url=" + loki.url(),
                        "--spring.application.name=shop",
                        "--lokiline.labels.service.name=orders",
                        "--lokiline.labels.cost_center=a")
                .close();
        flush();

        assertThat(loki.entries())
                .isNotEmpty()
                .allSatisfy(entry ->
                        assertThat(entry.labels()).isEqualTo(Map.of("service_name", "orders", "cost_center", "a")));
    }

    @Test
    void healthIsThatOfTheConfigurationsOwnAppenderToo() {
        run("--logging.config=classpath:own-appender.xml", "--loki.url=" + loki.url())
                .close();
        flush();

        assertThat(DeliveryHealth.now().details()).containsEntry("queued", 0L).containsKey("delivered");
    }

    @Test
    void anUnknownPropertyIsToldWithTheNearestName() {
        List<String> warnings = warningsOf(
                "--lokiline.url=" + loki.url(), "--lokiline.batch-wait=5 s", "--lokiline.encoder.presett=ecs");

        assertThat(warnings)
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("lokiline.batch-wait: unknown property, ignored")
                        .endsWith("did you mean lokiline.batch-max-wait?"))
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("lokiline.encoder.presett: unknown property, ignored")
                        .endsWith("did you mean lokiline.encoder.preset?"));
    }

    @Test
    void aSecretStandsInNoWarning() {
        List<String> warnings = warningsOf(
                "--lokiline.url=" + loki.url(), "--lokiline.password=hunter2", "--lokiline.passwort=hunter3");

        assertThat(warnings)
                .isNotEmpty()
                .noneSatisfy(warning -> assertThat(warning).contains("hunter"));
    }

    @Test
    void theNextApplicationOfTheJvmTakesOver() {
        loki.always(Misbehaviour.status(503, "busy"));
        run("--lokiline.url=" + loki.url(), "--spring.application.name=one").close();
        LoggerFactory.getLogger("shop").info("between two");
        run("--lokiline.url=" + loki.url(), "--spring.application.name=two").close();
        LoggerFactory.getLogger("shop").info("open again");
        loki.behave();
        flush();

        assertThat(appenders()).hasSize(1);
        assertThat(loki.lines())
                .anySatisfy(line -> assertThat(line).contains("between two"))
                .anySatisfy(line -> assertThat(line).contains("open again"))
                .doesNotHaveDuplicates();
    }

    @Test
    void anApplicationWithoutLokilinesPropertiesKeepsTheDeliveryOfTheOneBefore() {
        run("--lokiline.url=" + loki.url(), "--spring.application.name=one").close();

        run("--spring.application.name=two").close();

        LoggerFactory.getLogger("shop").info("still open");
        flush();
        assertThat(appenders()).hasSize(1);
        assertThat(loki.entries())
                .filteredOn(entry -> entry.line().contains("still open"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.labels()).containsEntry("service_name", "one"));

        run("--lokiline.enabled=false").close();
        assertThat(appenders()).isEmpty();
    }

    @Test
    void aChangedConfigurationOfLogbackKeepsTheStartersAppender() throws JoranException {
        run("--lokiline.url=" + loki.url(), "--lokiline.labels.env=prod").close();
        LoggerFactory.getLogger("shop").info("before the change");

        logback.reset();
        JoranConfigurator scan = new JoranConfigurator();
        scan.setContext(logback);
        scan.doConfigure(new ByteArrayInputStream(
                "<configuration><root level=\"INFO\"/></configuration>".getBytes(StandardCharsets.UTF_8)));

        LoggerFactory.getLogger("shop").info("after the change");
        flush();
        assertThat(loki.entries())
                .filteredOn(entry -> entry.line().contains(" the change"))
                .allSatisfy(entry -> assertThat(entry.labels()).containsEntry("env", "prod"))
                .hasSize(2);
    }

    @Test
    void onceTheLogsAppendersAreStoppedAWarningIsAStatus() {
        run("--lokiline.url=" + loki.url()).close();
        LokiAppender appender = appenders().get(0);
        logback.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(other -> {
            if (other != appender) {
                other.stop();
            }
        });

        appender.addWarn("stopped before Loki had everything");

        assertThat(logback.getStatusManager().getCopyOfStatusList())
                .extracting(Status::getMessage)
                .contains("stopped before Loki had everything");
    }

    @Test
    void twoApplicationsAtOnceDeliverEachLineOnce() {
        try (ConfigurableApplicationContext one = run("--lokiline.url=" + loki.url(), "--lokiline.labels.run=1")) {
            assertThat(one.isActive()).isTrue();
            try (ConfigurableApplicationContext child = new SpringApplicationBuilder(App.class)
                    .parent(one)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .run("--lokiline.url=" + loki.url(), "--lokiline.labels.run=2")) {
                assertThat(child.isActive()).isTrue();
                LoggerFactory.getLogger("shop").info("two are open");
            }
            LoggerFactory.getLogger("shop").info("one is open");
            flush();
        }

        assertThat(loki.entries())
                .filteredOn(entry -> entry.line().contains("open\""))
                .allSatisfy(entry -> assertThat(entry.labels()).containsEntry("run", "2"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"own-appender.xml", "own-async-appender.xml"})
    void besideALokiAppenderOfTheLogbackConfigurationItDoesNothing(String file) {
        List<String> warnings = warningsOf(
                "--lokiline.url=" + loki.url(), "--logging.config=classpath:" + file, "--loki.url=" + loki.url());

        assertThat(appenders()).extracting(Appender::getName).doesNotContain("LOKI");
        assertThat(warnings)
                .containsExactly(
                        "lokiline.url is ignored: the Logback configuration already has a LokiAppender; remove one of them");
    }

    @Test
    void healthIsUpWhileLinesGetThroughAndUnknownWhileTheyDoNot() {
        run("--lokiline.url=" + loki.url(), "--lokiline.batch-max-wait=5 ms").close();
        flush();
        assertThat(DeliveryHealth.now().isUp()).isTrue();
        assertThat(DeliveryHealth.now().details()).containsEntry("queued", 0L);
        assertThat(new Boot3HealthIndicator().health().getStatus().getCode()).isEqualTo("UP");

        loki.always(Misbehaviour.status(503, "busy"));
        LoggerFactory.getLogger("shop").info("waits");
        Awaitility.await().atMost(PATIENCE).until(() -> !DeliveryHealth.now().isUp());
        assertThat(new Boot3HealthIndicator().health().getStatus().getCode()).isEqualTo("UNKNOWN");
        loki.behave();
    }

    private static ConfigurableApplicationContext run(String... arguments) {
        return application().run(arguments);
    }

    private static SpringApplication application() {
        SpringApplication application = new SpringApplication(App.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of("spring.main.banner-mode", "off", "logging.threshold.console", "OFF"));
        return application;
    }

    /** Returns the warnings of lokiline that are logged while the application starts. */
    private List<String> warningsOf(String... arguments) {
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        SpringApplication application = application();
        application.addListeners(new OnceLoggingIsConfigured(
                () -> logback.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(seen)));
        application.run(arguments).close();
        return seen.list.stream()
                .filter(event -> event.getLoggerName().startsWith("io.github.lokiline"))
                .filter(event -> !event.getLoggerName().startsWith(StarterTest.class.getName()))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /**
     * Runs between Spring Boot's logging listener and the starter's: of equal order, the later registered one is later.
     */
    private record OnceLoggingIsConfigured(Runnable action)
            implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

        @Override
        public int getOrder() {
            return LoggingApplicationListener.DEFAULT_ORDER;
        }

        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
            action.run();
        }
    }

    private void flush() {
        assertThat(appenders())
                .isNotEmpty()
                .allSatisfy(appender -> assertThat(appender.flush(PATIENCE)).isTrue());
    }

    private List<LokiAppender> appenders() {
        Iterator<Appender<ILoggingEvent>> all =
                logback.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        return Stream.generate(() -> all.hasNext() ? all.next() : null)
                .takeWhile(appender -> appender != null)
                .filter(LokiAppender.class::isInstance)
                .map(LokiAppender.class::cast)
                .toList();
    }
}
