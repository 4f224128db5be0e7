package io.github.lokiline.logback.loki;

import static io.github.lokiline.logback.loki.Logs.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reloads while Loki is away: Logback stops all appenders before it starts the next ones. */
class ReloadTest {
    private static final int QUEUE_BYTES = 256 * 1024;
    private static final String PIPELINE = "io.github.lokiline.client.internal.engine.Pipeline";

    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void end() {
        loki.close();
    }

    @Test
    @Tag("promise-3")
    void twoAppendersOfOneUrlKeepTheirOwnCountsInWhateverOrderTheyStart() {
        loki.stop();
        try (Logs logs = Logs.configured(appender("APP") + appender("AUDIT") + Logs.root("APP", "AUDIT"))) {
            LokiAppender app = logs.appender("APP");
            LokiAppender audit = logs.appender("AUDIT");
            logs.logger().info("to both");
            audit.stop();
            logs.logger().info("to the application's only");
            app.stop();

            app.start();
            audit.start();

            assertThat(app.ledger().appended()).isEqualTo(2);
            assertThat(audit.ledger().appended()).isEqualTo(1);
            loki.restart();
            assertThat(app.flush(SOON) && audit.flush(SOON)).isTrue();
            assertThat(app.ledger().delivered()).isEqualTo(2);
            assertThat(audit.ledger().delivered()).isEqualTo(1);
        }
    }

    @Test
    @Tag("promise-2")
    void eightReloadsStayWithinOneQueue() {
        String xml = appender("LOKI", "<queueMaxBytes>" + QUEUE_BYTES + " B</queueMaxBytes>") + Logs.root("LOKI");
        Random random = new Random(1);
        loki.stop();
        try (Logs logs = Logs.configured(xml)) {
            for (int reload = 0; reload < 8; reload++) {
                for (int i = 0; i < 500; i++) {
                    logs.logger().info(noise(random));
                }
                logs.context().reset();
                logs.configure(xml);
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

    @Test
    @Tag("promise-2")
    void sixHundredReloadsLeaveOnePipelineOnTheHeap() throws Exception {
        String xml = appender("LOKI") + Logs.root("LOKI");
        // Pipelines of earlier tests may still drain.
        int before = instances(PIPELINE);
        loki.stop();
        try (Logs logs = Logs.configured(xml)) {
            for (int reload = 0; reload < 600; reload++) {
                logs.logger().info("reload {}", reload);
                logs.context().reset();
                logs.configure(xml);
            }

            assertThat(logs.appender().ledger().appended()).isEqualTo(600);
            assertThat(instances(PIPELINE)).isLessThanOrEqualTo(before + 1);
            // The first 150 messages stay in the context for ever.
            assertThat(logs.statuses()).noneMatch(status -> status.getOrigin() instanceof LokiAppender);
        }
    }

    /** Returns the live objects of a class, after a garbage collection. */
    private static int instances(String type) throws Exception {
        Object histogram = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        Matcher line = Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(type) + "(?: \\(.*)?$")
                .matcher(histogram.toString());
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }

    private String appender(String name, String... more) {
        String labels = "<labels>service_name=" + name + "</labels>";
        return Logs.appender(name, "<url>" + loki.url() + "</url>" + labels, String.join("", more));
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder(1000);
        random.ints(1000, 33, 127).forEach(character -> text.append((char) character));
        return text.toString();
    }
}
