package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records of {@code python-json-logger-4.2.0.json}, whose lines python-json-logger 4.2.0 wrote: each line here has the
 * same names, values and order, or the page explains the difference. Blanks between the parts of a line do not count.
 */
class PythonRecordsTest {
    private static final Path PAGE = Path.of("..", "docs", "encoder.md");
    private static final String SECTION = "## As python-json-logger";

    @ParameterizedTest
    @MethodSource("records")
    void aLineIsPythonJsonLoggersOrTheOneThatThePageExplains(PythonRecord record) throws ReflectiveOperationException {
        if (record.hasCounterpart()) {
            String expected = record.because() == null ? compact(record.python()) : record.lokiline();

            assertThat(line(record)).isEqualTo(expected);
            assertThat(record.because() != null).isEqualTo(!expected.equals(compact(record.python())));
        }
    }

    @Test
    void thePageExplainsEveryDifference() throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf(SECTION), page.indexOf("\n## ", page.indexOf(SECTION) + 1));
        String text = section.replaceAll("\\s+", " ");

        assertThat(records().filter(record -> record.because() != null))
                .hasSizeGreaterThan(25)
                .allSatisfy(record -> assertThat(text).contains("- " + record.because()));
    }

    @Test
    void holdsTheRecordsOfTheWholeComparison() throws IOException {
        assertThat(records().filter(record -> record.because() == null)).hasSizeGreaterThanOrEqualTo(49);
        assertThat(records().map(PythonRecord::name)).doesNotHaveDuplicates();
    }

    static Stream<PythonRecord> records() throws IOException {
        try (InputStream records = PythonRecordsTest.class.getResourceAsStream("/python-json-logger-4.2.0.json")) {
            return JsonMapper.shared().readTree(records).valueStream().map(PythonRecord::of).toList().stream();
        }
    }

    /** Returns the line, or the message of an encoder that does not start. */
    private static String line(PythonRecord record) throws ReflectiveOperationException {
        LoggerContext context = new LoggerContext();
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        for (var property : record.properties().entrySet()) {
            setter(property.getKey()).invoke(encoder, property.getValue());
        }
        encoder.start();
        if (!encoder.isStarted()) {
            return context.getStatusManager().getCopyOfStatusList().get(0).getMessage();
        }
        return Lines.utf8(encoder.encode(record.logged()))
                .stripTrailing()
                .replaceAll("\"java\\.lang\\.IllegalStateException: not open\\\\n[^\"]*\"", "\"<trace>\"")
                .replaceAll("\\[\"java\\.lang\\.IllegalStateException: not open\"[^]]*]", "[\"<trace>\"]");
    }

    private static Method setter(String property) {
        return Arrays.stream(JsonEncoder.class.getMethods())
                .filter(method -> method.getName().substring(3).equalsIgnoreCase(property))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no property " + property));
    }

    /** Returns a line without blanks after commas and colons; an indented one unchanged. */
    private static String compact(String line) {
        int start = line.indexOf('{');
        if (start < 0 || line.contains("\n")) {
            return line;
        }
        StringBuilder compact = new StringBuilder(line.substring(0, start));
        boolean inText = false;
        for (int i = start; i < line.length(); i++) {
            char c = line.charAt(i);
            inText ^= c == '"';
            if (c == '\\') {
                compact.append(c).append(line.charAt(++i));
            } else if (inText || c != ' ') {
                compact.append(c);
            }
        }
        return compact.toString();
    }
}
