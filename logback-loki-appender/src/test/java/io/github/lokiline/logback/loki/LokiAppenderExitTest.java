package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.status.OnConsoleStatusListener;
import io.github.lokiline.testkit.EmbeddedLoki;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("promise-9")
class LokiAppenderExitTest {
    @TempDir
    private Path dir;

    @Test
    void deliversTheLastLineOfAProcessThatReturnsFromMain() throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            run(loki, "<batchMaxWait>1 hour</batchMaxWait>");

            assertThat(loki.lines()).singleElement().asString().contains("last words");
        }
    }

    @Test
    void deliversTheLastLineOfAProcessThatDiesOfAnUncaughtException() throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                Child child = start(loki, LogsAndDies.class, "<batchMaxWait>1 hour</batchMaxWait>")) {
            child.end(1);

            assertThat(loki.lines()).singleElement().asString().contains("last words");
            assertThat(child.output()).as("the JVM's own handler").contains("IllegalStateException: out of luck");
        }
    }

    @Test
    void leavesTheLastLineBehindWhenToldNotToFlush() throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            run(loki, "<batchMaxWait>1 hour</batchMaxWait><flushOnExit>false</flushOnExit>");

            assertThat(loki.lines()).isEmpty();
        }
    }

    @Test
    void tellsHowManyLinesTheEndOfTheProcessCosts() throws Exception {
        assertThat(outputWithoutLoki(LogsOnceAndReturns.class))
                .contains("the JVM ends before Loki has everything, entries lost: 1");
    }

    @Test
    void tellsTheLossOnceThoughTheApplicationStopsItToo() throws Exception {
        assertThat(outputWithoutLoki(StopsAfterTheLossIsTold.class)).containsOnlyOnce("entries lost: 1");
    }

    private String outputWithoutLoki(Class<?> main) throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            loki.stop();
            String appender =
                    Logs.appender("LOKI", "<url>" + loki.url() + "</url>", "<shutdownTimeout>200 ms</shutdownTimeout>");
            String listener = "<statusListener class=\"" + OnConsoleStatusListener.class.getName() + "\"/>";
            Files.writeString(
                    dir.resolve("logback.xml"),
                    "<configuration>" + listener + appender + Logs.root("LOKI") + "</configuration>");
            try (Child child = Child.start(main, dir)) {
                child.end();
                return child.output();
            }
        }
    }

    private void run(EmbeddedLoki loki, String properties) throws Exception {
        try (Child child = start(loki, LogsOnceAndReturns.class, properties)) {
            child.end();
            assertThat(child.output()).as("nothing is printed").isEmpty();
        }
    }

    private Child start(EmbeddedLoki loki, Class<?> main, String properties) throws Exception {
        String appender = Logs.appender("LOKI", "<url>" + loki.url() + "</url>", properties);
        Files.writeString(
                dir.resolve("logback.xml"), "<configuration>" + appender + Logs.root("LOKI") + "</configuration>");
        return Child.start(main, dir);
    }
}
