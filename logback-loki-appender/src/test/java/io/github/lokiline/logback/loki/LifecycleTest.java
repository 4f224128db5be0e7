package io.github.lokiline.logback.loki;

import static io.github.lokiline.logback.loki.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.lokiline.testkit.EmbeddedLoki;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

@Tag("promise-9")
class LifecycleTest {
    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void end() {
        MDC.clear();
        loki.close();
    }

    @Test
    void worksBehindAnAsyncAppender() {
        String async = "<appender name='ASYNC' class='" + AsyncAppender.class.getName()
                + "'><appender-ref ref='LOKI'/></appender>";
        try (Logs logs = Logs.configured(appender("LOKI", "orders") + async + Logs.root("ASYNC"))) {
            MDC.put("request_id", "r-1");
            logs.logger().info("behind");
            MDC.clear();

            assertThat(loki.awaitEntries(1, SOON)).isTrue();
            assertThat(loki.entries().get(0).metadata()).containsEntry("request_id", "r-1");
        }
    }

    @Test
    void deliversThroughSeveralAppendersAtOnce() {
        try (Logs logs = Logs.configured(appender("A", "a") + appender("B", "b") + Logs.root("A", "B"))) {
            logs.logger().info("to both");

            assertThat(loki.awaitEntries(2, SOON)).isTrue();
            assertThat(loki.entries())
                    .extracting(entry -> entry.labels().get("service_name"))
                    .containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void losesNothingWhenTheContextIsResetAndConfiguredAnew() {
        String xml = appender("LOKI", "orders") + Logs.root("LOKI");
        try (Logs logs = Logs.configured(xml)) {
            logs.logger().info("before");
            logs.context().reset();
            logs.logger().info("nobody listens");
            logs.configure(xml);
            logs.logger().info("after");

            assertThat(loki.awaitEntries(2, SOON)).isTrue();
            assertThat(loki.lines())
                    .satisfiesExactlyInAnyOrder(
                            line -> assertThat(line).contains("before"),
                            line -> assertThat(line).contains("after"));
        }
    }

    @Test
    void losesNothingWhenTheContextIsResetWhileLokiIsDown() {
        String async = "<appender name='ASYNC' class='" + AsyncAppender.class.getName()
                + "'><appender-ref ref='B'/></appender>";
        String xml = appender("A", "a") + appender("B", "b") + async + Logs.root("A", "ASYNC");
        loki.stop();
        try (Logs logs = Logs.configured(xml)) {
            for (int round = 0; round < 4; round++) {
                for (int i = 0; i < 50; i++) {
                    logs.logger().info("round {} line {}", round, i);
                }
                logs.context().reset();
                logs.configure(xml);
            }
            logs.logger().info("after");
            loki.restart();

            assertThat(loki.awaitEntries(2 * 201, SOON)).isTrue();
            assertThat(loki.entries())
                    .filteredOn(entry -> "b".equals(entry.labels().get("service_name")))
                    .hasSize(201);
        }
    }

    @Test
    void countsAndKeepsKeyValuesBehindAnAsyncAppender() {
        String async = "<appender name='ASYNC' class='" + AsyncAppender.class.getName()
                + "'><appender-ref ref='LOKI'/></appender>";
        try (Logs logs = Logs.configured(appender("LOKI", "orders") + async + Logs.root("ASYNC"))) {
            logs.logger().atInfo().addKeyValue("status_code", 200).log("done");

            assertThat(loki.awaitEntries(1, SOON)).isTrue();
            assertThat(loki.lines().get(0)).contains("\"status_code\":200");
        }
    }

    @Test
    void startsAgainAfterAStop() {
        try (Logs logs = Logs.configured(appender("LOKI", "orders") + Logs.root("LOKI"))) {
            LokiAppender appender = logs.appender();
            appender.stop();
            appender.stop();
            logs.logger().info("while stopped");
            appender.start();
            appender.start();
            logs.logger().info("started again");

            assertThat(appender.flush(SOON)).isTrue();
            assertThat(loki.lines()).singleElement().asString().contains("started again");
        }
    }

    @Test
    void deliversWhatWaitedWhenItWasStopped() {
        try (Logs logs = Logs.configured(
                appender("LOKI", "orders", "<batchMaxWait>1 hour</batchMaxWait>") + Logs.root("LOKI"))) {
            logs.logger().info("last words");
        }

        assertThat(loki.awaitEntries(1, SOON)).isTrue();
    }

    @Test
    void appendsOnlyWhatItsFiltersLetPass() {
        String filter = "<filter class='ch.qos.logback.classic.filter.ThresholdFilter'><level>WARN</level></filter>";
        try (Logs logs = Logs.configured(appender("LOKI", "orders", filter) + Logs.root("LOKI"))) {
            logs.logger().info("denied");
            logs.logger().warn("passed");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.lines()).singleElement().asString().contains("passed");
            assertThat(logs.appender().ledger().appended()).isEqualTo(1);
        }
    }

    @Test
    void losesOnlyTheEventThatAFilterFailsOn() {
        try (Logs logs = Logs.configured(appender("LOKI", "orders") + Logs.root("LOKI"))) {
            logs.appender().addFilter(new Filter<>() {
                @Override
                public FilterReply decide(ILoggingEvent event) {
                    if (event.getMessage().equals("bad")) {
                        throw new IllegalStateException();
                    }
                    return FilterReply.NEUTRAL;
                }
            });
            logs.logger().info("bad");
            logs.logger().info("good");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.lines()).singleElement().asString().contains("good");
            assertThat(logs.appender().ledger().dropped()).containsEntry("encode_failed", 1L);
            assertThat(logs.appender().ledger().balances()).isTrue();
            assertThat(logs.warnings()).hasSize(1);
        }
    }

    @Test
    void isConfiguredInCodeToo() {
        try (Logs logs = Logs.configured("")) {
            LokiAppender appender = new LokiAppender();
            appender.setContext(logs.context());
            appender.setName("CODE");
            appender.setUrl(loki.url());
            appender.setLabels("service_name=orders");
            appender.start();
            logs.logger().addAppender(appender);

            logs.logger().info("hello");

            assertThat(appender.flush(SOON)).isTrue();
            assertThat(loki.entries().get(0).labels()).isEqualTo(Map.of("service_name", "orders"));
        }
    }

    @Test
    void staysStoppedWithoutAContext() {
        LokiAppender appender = new LokiAppender();

        appender.start();

        assertThat(appender.isStarted()).isFalse();
    }

    private String appender(String name, String service, String... more) {
        return Logs.appender(
                name,
                "<url>" + loki.url() + "</url><labels>service_name=" + service + "</labels>",
                String.join("", more));
    }
}
