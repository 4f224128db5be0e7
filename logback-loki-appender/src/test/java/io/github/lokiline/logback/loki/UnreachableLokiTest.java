package io.github.lokiline.logback.loki;

import static io.github.lokiline.logback.loki.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("promise-9")
class UnreachableLokiTest {
    @Test
    void deliversWhatWasLoggedBeforeLokiCameUp() {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            loki.stop();
            try (Logs logs = Logs.with("<url>" + loki.url() + "</url>", "<retryMaxBackoff>500 ms</retryMaxBackoff>")) {
                logs.logger().error("early");
                loki.restart();

                assertThat(loki.awaitEntries(1, SOON)).isTrue();
                assertThat(logs.errors()).isEmpty();
            }
        }
    }

    @Test
    void startsAndStopsWithoutWaitingForAHostThatDoesNotAnswer() {
        // 192.0.2.0/24 is kept for documentation (RFC 5737): nothing answers there.
        long before = System.nanoTime();

        try (Logs logs = Logs.with(
                "<url>http://192.0.2.1:3100</url>",
                "<connectTimeout>1 minute</connectTimeout>",
                "<shutdownTimeout>1 minute</shutdownTimeout>",
                "<flushOnExit>false</flushOnExit>")) {
            logs.logger().error("into the void");
            assertThat(logs.appender().isStarted()).isTrue();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }
}
