package io.github.lokiline.logback.loki;

import static io.github.lokiline.logback.loki.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.logback.loki.internal.LogbackStatusReporter;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Misbehaviour;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("promise-1")
class LokiAppenderSafetyTest {
    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void end() {
        loki.close();
    }

    @Test
    void doesNotCallItselfWhenAFilterLogs() {
        try (Logs logs = logs()) {
            logs.appender().addFilter(new Filter<ILoggingEvent>() {
                @Override
                public FilterReply decide(ILoggingEvent event) {
                    logs.logger().info("filtering");
                    return FilterReply.NEUTRAL;
                }
            });

            logs.logger().info("outside");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.lines()).singleElement().asString().contains("outside");
            assertThat(logs.appender().ledger().dropped()).containsEntry("reentrant", 1L);
        }
    }

    @Test
    void countsANestedEventThatCannotNameItsLevel() {
        try (Logs logs = logs()) {
            LoggingEvent nested = new LoggingEvent("", logs.logger(), Level.INFO, "nested", null, null) {
                @Override
                public Level getLevel() {
                    throw new IllegalStateException("no level");
                }
            };
            logs.appender().addFilter(new Filter<ILoggingEvent>() {
                @Override
                public FilterReply decide(ILoggingEvent event) {
                    logs.appender().doAppend(nested);
                    return FilterReply.NEUTRAL;
                }
            });

            logs.logger().info("outside");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(logs.appender().ledger().dropped()).containsEntry("reentrant", 1L);
        }
    }

    @Test
    void deliversAnEventThatCannotNameItsThread() {
        try (Logs logs = logs()) {
            LoggingEvent broken = new LoggingEvent("", logs.logger(), Level.INFO, "broken", null, null) {
                @Override
                public String getThreadName() {
                    throw new IllegalStateException("no thread");
                }
            };

            assertThatNoException().isThrownBy(() -> logs.appender().doAppend(broken));
            logs.logger().info("next");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.lines()).hasSize(2);
            assertThat(loki.lines().get(0)).contains("broken", "<error: IllegalStateException: no thread>");
            assertThat(logs.appender().ledger().balances()).isTrue();
        }
    }

    @Test
    void shutsOutWhatItsOwnThreadsLog() throws Exception {
        try (Logs logs = logs()) {
            // The thread's name is what an event says of itself; this one says nothing.
            LoggingEvent nameless = new LoggingEvent("", logs.logger(), Level.ERROR, "heard of it", null, null);
            nameless.setThreadName("");

            assertThatOwnLinesStayOut(logs, () -> logs.appender().doAppend(nameless));
        }
    }

    @Test
    void shutsOutWhatItsOwnThreadsLogThroughAnAsyncAppender() throws Exception {
        String async = "<appender name='ASYNC' class='ch.qos.logback.classic.AsyncAppender'>"
                + "<appender-ref ref='LOKI'/></appender>";
        try (Logs logs = Logs.configured(Logs.appender("LOKI", properties()) + async + Logs.root("ASYNC"))) {
            assertThatOwnLinesStayOut(logs, () -> {});
        }
    }

    /** A status listener is called on the client's thread when a push is refused, and this one logs. */
    private void assertThatOwnLinesStayOut(Logs logs, Runnable more) throws InterruptedException {
        CountDownLatch logged = new CountDownLatch(1);
        logs.context().getStatusManager().add((Status status) -> {
            if (status.getOrigin() instanceof LogbackStatusReporter.Origin && status.getLevel() == Status.WARN) {
                logs.logger().info("heard of " + status.getMessage());
                more.run();
                logged.countDown();
            }
        });
        loki.misbehave(Misbehaviour.status(500));

        logs.logger().error("refused first");

        assertThat(logged.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        logs.logger().error("last");
        assertThat(loki.awaitEntries(2, SOON)).isTrue();
        assertThat(loki.lines()).noneSatisfy(line -> assertThat(line).contains("heard of"));
    }

    @Test
    void appendsWhatAnotherThreadLogsMeanwhile() throws Exception {
        try (Logs logs = logs()) {
            Logger logger = logs.logger();
            Object handsOver = new Object() {
                private boolean told;

                @Override
                public String toString() {
                    if (!told) {
                        told = true;
                        Thread other = new Thread(() -> logger.info("from another thread"));
                        other.start();
                        join(other);
                    }
                    return "handed over";
                }
            };

            logger.atInfo().addKeyValue("who", handsOver).log("outside");

            assertThat(logs.appender().flush(SOON)).isTrue();
            assertThat(loki.lines()).hasSize(2);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Logs logs() {
        return Logs.with(properties());
    }

    private String properties() {
        return "<url>" + loki.url() + "</url><labels>service_name=orders</labels>";
    }
}
