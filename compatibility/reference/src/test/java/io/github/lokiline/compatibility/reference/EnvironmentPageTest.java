package io.github.lokiline.compatibility.reference;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import io.github.lokiline.logback.loki.LokiAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Checks the variables in {@code docs/configuration.md} against those that {@code defaults.xml} reads. */
class EnvironmentPageTest {
    private static final PropertyTable TABLE = PropertyTable.of("configuration.md", "Configuration by environment");
    private static final String PRESET = "io/github/lokiline/logback/loki/defaults.xml";
    private static final Pattern READ = Pattern.compile("\\$\\{((?:LOG|LOKI)_\\w+)");

    @Test
    void namesEveryVariableAndNoOther() throws IOException {
        assertThat(new TreeSet<>(TABLE.names())).isEqualTo(read());
        assertThat(TABLE.names()).doesNotHaveDuplicates();
    }

    @Test
    void saysEachDefaultSoThatItCanBeChecked() {
        assertThat(TABLE.properties()).allMatch(Documented::isPlain);
    }

    @TestFactory
    Stream<DynamicTest> eachDefaultIsTheOneInEffect() {
        return Defaults.of(
                TABLE, name -> true, Map.of("LOKI_URL", "http://127.0.0.1:1"), EnvironmentPageTest::configured);
    }

    private static Set<String> read() throws IOException {
        try (InputStream preset =
                Objects.requireNonNull(LokiAppender.class.getClassLoader().getResourceAsStream(PRESET))) {
            String xml = new String(preset.readAllBytes(), StandardCharsets.UTF_8);
            return READ.matcher(xml)
                    .results()
                    .map(variable -> variable.group(1))
                    .collect(TreeSet::new, Set::add, Set::addAll);
        }
    }

    /** Returns the root level, the console's format, and the settings that the Loki appender reports at start. */
    private static List<String> configured(Map<String, String> variables) {
        LoggerContext context = new LoggerContext();
        variables.forEach(context::putProperty);
        JoranConfigurator joran = new JoranConfigurator();
        joran.setContext(context);
        String xml = "<configuration><include resource='" + PRESET + "'/></configuration>";
        try {
            joran.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (JoranException e) {
            throw new AssertionError(e);
        }
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        List<String> seen = List.of(root.getLevel().toString(), console(root), reported(context));
        context.stop();
        return seen;
    }

    private static String console(Logger root) {
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender("CONSOLE");
        Encoder<ILoggingEvent> encoder = console.getEncoder();
        return encoder instanceof PatternLayoutEncoder pattern
                ? pattern.getPattern()
                : encoder.getClass().getName();
    }

    private static String reported(LoggerContext context) {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getOrigin().toString().startsWith("LokiAppender["))
                .map(status -> status.getMessage())
                .toList()
                .toString();
    }
}
