package io.github.lokiline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reloads while Loki is away: Log4j starts the next appenders before it stops those before. */
class ReloadTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int QUEUE_BYTES = 256 * 1024;

    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void end() {
        loki.close();
    }

    @Test
    @Tag("promise-3")
    void twoAppendersOfOneUrlKeepTheirOwnCountsInWhateverOrderTheyStart() {
        loki.stop();
        try (Logs logs = Logs.configured(appender("APP") + appender("AUDIT"), "APP", "AUDIT")) {
            logs.logger().info("to both");
            logs.appender("AUDIT").stop();
            logs.logger().info("to the application's only");

            logs.configure(appender("AUDIT") + appender("APP"), "AUDIT", "APP");

            assertThat(logs.appender("APP").ledger().appended()).isEqualTo(2);
            assertThat(logs.appender("AUDIT").ledger().appended()).isEqualTo(1);
            loki.restart();
            assertThat(logs.appender("APP").flush(SOON)).isTrue();
            assertThat(logs.appender("AUDIT").flush(SOON)).isTrue();
            assertThat(logs.appender("APP").ledger().delivered()).isEqualTo(2);
            assertThat(logs.appender("AUDIT").ledger().delivered()).isEqualTo(1);
        }
    }

    @Test
    @Tag("promise-2")
    void eightReloadsStayWithinOneQueue() {
        String appender = appender("LOKI", "queueMaxBytes='" + QUEUE_BYTES + " B'");
        Random random = new Random(1);
        loki.stop();
        try (Logs logs = Logs.configured(appender, "LOKI")) {
            for (int reload = 0; reload < 8; reload++) {
                for (int i = 0; i < 500; i++) {
                    logs.logger().info(noise(random));
                }
                logs.configure(appender, "LOKI");
            }

            // A line has 1,000 characters that no compression makes less than three quarters of.
            assertThat(logs.appender().ledger().queued()).isPositive().isLessThan(QUEUE_BYTES / 750);
            assertThat(logs.appender().ledger().appended()).isEqualTo(8 * 500);
            assertThat(logs.appender().ledger().balances()).isTrue();
            // Nothing is left that would go to the next server on this port.
            loki.restart();
            assertThat(logs.appender().flush(SOON)).isTrue();
        }
    }

    private String appender(String name, String... attributes) {
        return Logs.appender(
                name,
                "url='" + loki.url() + "' " + String.join(" ", attributes),
                "<LokiLabel name='service_name' value='" + name + "'/>");
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder(1000);
        random.ints(1000, 33, 127).forEach(character -> text.append((char) character));
        return text.toString();
    }
}
