package io.github.lokiline.compatibility.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks the defaults in {@code docs/log4j2.md} against the lines and the effective settings. The plugin's own tests
 * check that every attribute is named.
 */
class Log4jPageTest {
    private static final PropertyTable LAYOUT = PropertyTable.of("log4j2.md", "`<JsonLine>` and `<Logfmt>`");
    private static final PropertyTable APPENDER = PropertyTable.of("log4j2.md", "`<Loki>`");
    private static final Set<String> SHAPED = Set.of("name", "labels", "structuredMetadata");
    private static final Set<String> OF_SPOOL = Set.of("spoolMaxBytes", "spoolMaxAge", "spoolFsync");

    @Test
    void saysEachDefaultSoThatItCanBeChecked() {
        assertThat(Stream.of(LAYOUT, APPENDER).flatMap(table -> table.properties().stream()))
                .filteredOn(property -> !SHAPED.contains(property.name()))
                .allMatch(Documented::isPlain);
    }

    /** The defaults equal Logback's, because one page explains both. */
    @Test
    void saysNoOtherDefaultThanTheOtherPage() {
        PropertyTable lines = PropertyTable.of(
                "configuration.md", "`io.github.lokiline.logback.json.JsonEncoder` and `LogfmtEncoder`");
        PropertyTable delivery = PropertyTable.of("configuration.md", "`io.github.lokiline.logback.loki.LokiAppender`");

        assertThat(LAYOUT.properties())
                .filteredOn(property -> !property.name().equals("ndc"))
                .allSatisfy(property -> assertThat(property.fallback())
                        .as(property.name())
                        .isEqualTo(lines.get(property.name()).fallback()));
        assertThat(APPENDER.properties())
                .filteredOn(property -> !SHAPED.contains(property.name()))
                .allSatisfy(property -> assertThat(property.fallback())
                        .as(property.name())
                        .isEqualTo(delivery.get(property.name()).fallback()));
    }

    @TestFactory
    Stream<DynamicTest> eachDefaultOfTheLayoutIsTheOneInEffect() {
        Map<String, String> given =
                Map.of("renameFields", "absent=gone", "format", "asctime,levelname,name,message,threadName,args");
        return Defaults.of(LAYOUT, name -> true, given, Log4jPageTest::lines);
    }

    @TestFactory
    Stream<DynamicTest> eachDefaultOfTheAppenderIsTheOneInEffect() {
        return Defaults.of(
                APPENDER,
                name -> !SHAPED.contains(name) && !OF_SPOOL.contains(name),
                Map.of(),
                Log4jPageTest::toldAtStart);
    }

    @TestFactory
    Stream<DynamicTest> eachDefaultOfTheSpoolIsTheOneInEffect() {
        return Defaults.of(
                APPENDER,
                OF_SPOOL::contains,
                Map.of("spoolDirectory", "target/log4j-spool"),
                Log4jPageTest::toldAtStart);
    }

    private static List<String> lines(Map<String, String> attributes) {
        try (Log4jRun run = Log4jRun.of("<Console name='IT'><JsonLine " + Log4jRun.text(attributes) + "/></Console>")) {
            assertThat(run.statuses("ERROR")).isEmpty();
            return run.lines();
        }
    }

    private static List<String> toldAtStart(Map<String, String> attributes) {
        try (Log4jRun run = Log4jRun.of("<Loki name='IT' " + Log4jRun.text(attributes) + "/>")) {
            assertThat(run.statuses("ERROR")).isEmpty();
            return run.statuses("INFO");
        }
    }
}
