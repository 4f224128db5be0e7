package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.github.lokiline.client.LokiClient;
import io.github.lokiline.client.LokiEntry;
import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** {@code docs/programmatic.md}: its code stands here too, and runs. */
class ProgrammaticTest {

    @Test
    void theAppenderIsAttachedOnce() {
        LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
        logback.reset();
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            attach(loki.url());
            attach(loki.url());
            LoggerFactory.getLogger("shop").info("open");
            LokiAppender appender =
                    (LokiAppender) logback.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("LOKI");
            assertThat(appender.flush(Logs.SOON)).isTrue();

            assertThat(loki.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.line()).contains("\"message\":\"open\"");
                assertThat(entry.labels()).isEqualTo(Map.of("service_name", "orders", "env", "prod"));
            });
        } finally {
            logback.reset();
        }
    }

    @Test
    void linesFromElsewhereNeedNoLogback() {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            offer(loki.url());

            assertThat(loki.lines()).containsExactly("1200 rows read");
        }
    }

    private static void attach(String url) {
        // 1
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        // Once: where configuration may run again, a second appender would store every event twice.
        if (root.getAppender("LOKI") == null) {
            LokiAppender loki = new LokiAppender();
            loki.setContext(context);
            loki.setName("LOKI");
            loki.setUrl(url);
            loki.setLabels("service_name=orders\nenv=prod");
            loki.start();
            root.addAppender(loki);
        }
        // 1
    }

    private static void offer(String url) {
        // 2
        try (LokiClient client = LokiClient.builder().url(url).build()) {
            client.offer(LokiEntry.of(Map.of("service_name", "import"), "1200 rows read"));
        }
        // 2
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1"})
    void theCodeOfThePageIsTheCodeThatRuns(String mark, int block) throws IOException {
        String source =
                Files.readString(Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
        String between = source.split("        // " + mark + "\n", -1)[1];

        assertThat(Pages.blocks("programmatic.md", "java").get(block)).isEqualTo(between.indent(-8));
    }

    @Test
    void twoAppendersThatAreAlikeAreWarnedOf() {
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                Logs logs = Logs.configured(appender("A", loki, "a")
                        + appender("B", loki, "a")
                        + appender("C", loki, "c")
                        + Logs.root("A", "B", "C"))) {
            assertThat(logs.warnings())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "it has the url and the labels of appender \"A\": an event that reaches both is stored twice");

            logs.appender("A").stop();
            logs.appender("B").stop();
            logs.appender("A").start();
            assertThat(logs.warnings()).hasSize(1);
        }
    }

    private static String appender(String name, EmbeddedLoki loki, String service) {
        return Logs.appender(
                name,
                List.of("<url>" + loki.url() + "</url>", "<labels>service_name=" + service + "</labels>")
                        .toArray(String[]::new));
    }
}
