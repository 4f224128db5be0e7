package io.github.lokiline.logback.json;

import static net.logstash.logback.argument.StructuredArguments.kv;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tests that the documented configurations before and after a migration write equal lines. */
class MigrationExampleTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "migration.md");
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}";

    @Test
    void writesTheSameFieldsBeforeAndAfter() throws Exception {
        List<ObjectNode> before = lines(example(0));
        List<ObjectNode> after = lines(example(1));

        assertThat(after).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(firstOfTrace(after.get(i))).isEqualTo(firstOfTrace(before.get(i)));
            assertThat(time(after.get(i))).hasSameSizeAs(time(before.get(i))).matches(TIME);
            assertThat(after.get(i)).isEqualTo(before.get(i));
        }
        assertThat(after.get(0).propertyNames())
                .contains("service", "release", "tenant", "logger", "stage", "order", "tags")
                .doesNotContain("internal", "tenant_id", "level_value");
    }

    /** Removes the trace and returns its first line, because only the position of the root cause must be equal. */
    private static String firstOfTrace(ObjectNode line) {
        return line.has("stack_trace")
                ? line.remove("stack_trace").asString().lines().findFirst().orElse("")
                : "";
    }

    /** Removes and returns the time, which differs. */
    private static String time(ObjectNode line) {
        return line.remove("@timestamp").asString();
    }

    private static List<ObjectNode> lines(String xml) throws Exception {
        LoggerContext context = new LoggerContext();
        LogbackMDCAdapter mdc = new LogbackMDCAdapter();
        context.setMDCAdapter(mdc);
        JoranConfigurator joran = new JoranConfigurator();
        joran.setContext(context);
        joran.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        context.putProperty("stage", "test");
        mdc.put("request_id", "r-17");
        mdc.put("tenant_id", "t-1");
        mdc.put("internal", "x");

        log(context.getLogger("com.acme.Svc"));

        RecordedLines appender = (RecordedLines) context.getLogger("ROOT").getAppender("CONSOLE");
        return appender.written
                .toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> (ObjectNode) Lines.parse(line))
                .toList();
    }

    private static void log(Logger logger) {
        logger.atWarn()
                .addMarker(MarkerFactory.getDetachedMarker("AUDIT"))
                .addKeyValue("status_code", 503)
                .addArgument(kv("order", 7))
                .log("Request failed: {}");
        logger.info(Markers.append("half", 0.5), "hi");
        logger.error("late", new IllegalStateException("not open", new IllegalArgumentException("gone")));
    }

    private static String example(int number) throws Exception {
        String document = Files.readString(DOCUMENT);
        int start = -1;
        for (int i = 0; i <= number; i++) {
            start = document.indexOf("```xml\n", start + 1);
        }
        String xml = document.substring(start + "```xml\n".length(), document.indexOf("```", start + 1));
        assertThat(xml).contains("ch.qos.logback.core.ConsoleAppender");
        return xml.replace("ch.qos.logback.core.ConsoleAppender", RecordedLines.class.getName());
    }

    /** Records the lines that the console would show. */
    public static final class RecordedLines extends OutputStreamAppender<ILoggingEvent> {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        @Override
        public void start() {
            setOutputStream(written);
            super.start();
        }
    }
}
