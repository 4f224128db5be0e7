package io.github.lokiline.spring.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lokiline.log4j2.Log4jLokiAppender;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Tests that the starter's properties configure an appender of Log4j. */
class Log4jInstallerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final LoggerContext log4j = new LoggerContext("shop");
    private final Log4jInstaller installer = new Log4jInstaller(log4j);

    @BeforeEach
    void start() {
        log4j.start(loud());
    }

    @AfterEach
    void stop() {
        log4j.stop();
        loki.close();
    }

    @Test
    void propertiesReachAppenderAndLayout() {
        attach(Map.of(
                "lokiline.labels.env", "prod",
                "lokiline.header[0]", "X-Scope: a, b",
                "lokiline.encoder.preset", "tagged",
                "lokiline.encoder.static-fields.team", "a",
                "lokiline.encoder.static-field", "shift=night"));
        log("open");

        assertThat(loki.entries())
                .extracting(StoredEntry::labels)
                .containsOnly(Map.of("service_name", "orders", "env", "prod"));
        assertThat(loki.lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"tag\":", "\"team\":\"a\"", "\"shift\":\"night\""));
        assertThat(loki.requests().get(0).header("X-Scope")).contains("a, b");
    }

    @Test
    void linesMayBeLogfmt() {
        attach(Map.of("lokiline.encoder.type", "logfmt"));
        log("open");

        assertThat(loki.lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("levelname=INFO"));
    }

    @Test
    void theStateIsThatOfTheAppender() {
        attach(Map.of());
        log("open");

        DeliveryState state = Objects.requireNonNull(installer.current());
        assertThat(state.isFailing()).isFalse();
        assertThat(Objects.requireNonNull(state.ledger()).delivered()).isEqualTo(1);
    }

    @Test
    void anInvalidPropertyInstallsNothing() {
        attach(Map.of("lokiline.batch-max-wait", "5"));

        assertThat(installer.current()).isEqualTo(DeliveryState.INVALID);
        assertThat(appenders()).isEmpty();
    }

    @Test
    void aHeaderWithoutAColonIsRefusedWithoutItsText() {
        assertThatThrownBy(() -> attach(Map.of("lokiline.header", "hunter2")))
                .isInstanceOf(UnreadablePropertyException.class)
                .hasMessage("lokiline.header: no colon; write name and value, for example \"X-Scope: a\"");
    }

    @Test
    void theNextOneTakesOver() {
        attach(Map.of("lokiline.labels.run", "1"));
        attach(Map.of("lokiline.labels.run", "2"));
        log("open");

        assertThat(appenders()).hasSize(1);
        assertThat(loki.entries())
                .extracting(StoredEntry::labels)
                .containsOnly(Map.of("service_name", "orders", "run", "2"));
    }

    @Test
    void disabledItRemovesThePreviousOne() {
        attach(Map.of());
        attach(Map.of("lokiline.enabled", "false"));

        assertThat(appenders()).isEmpty();
        assertThat(installer.current()).isNull();
    }

    @Test
    void besideALokiAppenderOfTheConfigurationItDoesNothing() {
        Log4jLokiAppender own = Objects.requireNonNull(
                Log4jLokiAppender.newBuilder().setUrl(loki.url()).setName("OWN").build());
        own.start();
        log4j.getConfiguration().addAppender(own);

        attach(Map.of());

        assertThat(appenders()).containsExactly(own);
        assertThat(Objects.requireNonNull(installer.current()).ledger()).isNotNull();
    }

    @Test
    void aReloadOfTheConfigurationKeepsTheAppender() {
        attach(Map.of("lokiline.labels.env", "prod"));
        log4j.getLogger("shop").info("before");
        log4j.reconfigure();
        log4j.setConfiguration(loud());
        log("after");

        assertThat(appenders()).hasSize(1);
        assertThat(loki.lines()).hasSize(2);
        assertThat(loki.entries())
                .extracting(StoredEntry::labels)
                .containsOnly(Map.of("service_name", "orders", "env", "prod"));
    }

    @Test
    void aReloadThatBringsAnAppenderOfTheSameNameHasThatOne() {
        attach(Map.of());
        Configuration changed = loud();
        Log4jLokiAppender own = Objects.requireNonNull(Log4jLokiAppender.newBuilder()
                .setUrl(loki.url())
                .setName("LOKI")
                .build());
        changed.addAppender(own);
        changed.getRootLogger().addAppender(own, null, null);
        log4j.setConfiguration(changed);
        log("by the configuration");

        assertThat(appenders()).containsExactly(own);
        assertThat(loki.lines()).hasSize(1);
    }

    @Test
    void disabledItStaysAwayAfterAReloadToo() {
        attach(Map.of());
        attach(Map.of("lokiline.enabled", "false"));
        log4j.setConfiguration(loud());

        assertThat(appenders()).isEmpty();
    }

    private static Configuration loud() {
        Configuration configuration = new DefaultConfiguration();
        configuration.getRootLogger().setLevel(Level.INFO);
        return configuration;
    }

    private void attach(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("lokiline.url", loki.url());
        all.put("spring.application.name", "orders");
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", all));
        installer.attach(new DeliveryProperties(environment));
    }

    private void log(String message) {
        log4j.getLogger("shop").info(message);
        assertThat(appenders())
                .allSatisfy(appender -> assertThat(appender.flush(PATIENCE)).isTrue());
    }

    private List<Log4jLokiAppender> appenders() {
        return log4j.getConfiguration().getAppenders().values().stream()
                .filter(Log4jLokiAppender.class::isInstance)
                .map(Log4jLokiAppender.class::cast)
                .toList();
    }
}
