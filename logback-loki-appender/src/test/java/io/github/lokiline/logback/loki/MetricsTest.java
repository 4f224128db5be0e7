package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final String URL = "<url>%s</url>";
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void listen() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void stop() {
        Metrics.removeRegistry(registry);
    }

    @Test
    void metersBearTheNameOfTheAppenderUntilItStops() {
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                Logs logs = Logs.with(URL.formatted(loki.url()))) {
            logs.logger().info("hello");
            assertThat(logs.appender().flush(Duration.ofSeconds(30))).isTrue();

            assertThat(registry.get("lokiline.entries.appended")
                            .tag("client", "LOKI")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            logs.appender().stop();
            Awaitility.await()
                    .atMost(Logs.SOON)
                    .untilAsserted(() -> assertThat(
                                    registry.find("lokiline.entries.appended").meters())
                            .isEmpty());
        }
    }

    @Test
    void areNotThereWhenSwitchedOff() {
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                Logs logs = Logs.with(URL.formatted(loki.url()), "<metrics>false</metrics>")) {
            logs.logger().info("hello");
            assertThat(logs.appender().flush(Duration.ofSeconds(30))).isTrue();

            assertThat(registry.find("lokiline.entries.appended").meters()).isEmpty();
        }
    }
}
