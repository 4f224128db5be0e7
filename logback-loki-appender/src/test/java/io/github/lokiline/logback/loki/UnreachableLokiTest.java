package io.github.lokiline.logback.loki;

import static io.github.lokiline.logback.loki.Logs.SOON;
import static io.github.lokiline.testkit.Misbehaviour.hang;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
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
    void startsAndStopsWithoutWaitingForALokiThatDoesNotAnswer() {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            loki.always(hang());
            LokiAppender appender;
            try (Logs logs = Logs.with(
                    "<url>" + loki.url() + "</url>",
                    "<requestTimeout>1 minute</requestTimeout>",
                    "<shutdownTimeout>1 minute</shutdownTimeout>",
                    "<flushOnExit>false</flushOnExit>")) {
                appender = logs.appender();
                logs.logger().error("into the void");
                assertThat(loki.awaitRequests(1, SOON)).isTrue();
            }

            // Had somebody waited, it would be settled: delivered, or dropped when the minute was over.
            assertThat(appender.ledger().queued()).isEqualTo(1);
        }
    }
}
