package io.github.lokiline.compatibility.reference;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.logback.loki.LokiAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks the appender's table in {@code docs/configuration.md} against its setters and the settings that it reports at
 * start.
 */
class LokiAppenderPageTest {
    private static final PropertyTable TABLE =
            PropertyTable.of("configuration.md", "`io.github.lokiline.logback.loki.LokiAppender`");
    private static final Setters SETTERS = Setters.of(LokiAppender.class, "name", "filter");

    /** Properties without a literal default; the tests below check them. */
    private static final Set<String> SHAPED = Set.of("labels", "structuredMetadata", "encoder");

    /** Reported only if there is a spool directory. */
    private static final Set<String> OF_SPOOL = Set.of("spoolMaxBytes", "spoolMaxAge", "spoolFsync");

    @Test
    void namesEveryPropertyAndNoOther() {
        assertThat(TABLE.names()).containsExactlyInAnyOrderElementsOf(SETTERS.names());
    }

    @Test
    void saysEachDefaultSoThatItCanBeChecked() {
        assertThat(TABLE.properties())
                .filteredOn(property -> !SHAPED.contains(property.name()))
                .allMatch(Documented::isPlain);
    }

    @TestFactory
    Stream<DynamicTest> eachDefaultIsTheOneInEffect() {
        return Defaults.of(
                TABLE, name -> !SHAPED.contains(name) && !OF_SPOOL.contains(name), Map.of(), this::reportedAtStart);
    }

    @TestFactory
    Stream<DynamicTest> eachDefaultOfTheSpoolIsTheOneInEffect() {
        String directory = Path.of("target", "spool").toString();
        return Defaults.of(TABLE, OF_SPOOL::contains, Map.of("spoolDirectory", directory), this::reportedAtStart);
    }

    @Test
    void labelsAndMetadataAreTheOnesInEffect() {
        String reported = String.join("\n", reportedAtStart(Map.of()));

        String[] parts = reported.split(" as |; url=|, structuredMetadata ", -1);
        assertThat(parts).hasSize(4);
        assertThat(names(parts[1])).containsExactlyInAnyOrderElementsOf(words("labels"));
        assertThat(names(parts[3])).containsExactlyInAnyOrderElementsOf(words("structuredMetadata"));
        assertThat(reported).contains("encoder " + words("encoder").get(0) + ",");
    }

    /** Replaces each default by one word, so that each of two defaults in a row is checked. */
    private static List<String> words(String property) {
        return Documented.words(TABLE.get(property).fallback());
    }

    private static Set<String> names(String pairs) {
        return Pattern.compile("(\\w+)=")
                .matcher(pairs)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
    }

    /** Returns the settings, or the errors, that the appender reports. */
    private List<String> reportedAtStart(Map<String, String> properties) {
        LoggerContext context = new LoggerContext();
        LokiAppender appender = SETTERS.set(new LokiAppender(), properties);
        appender.setContext(context);
        appender.setName("LOKI");
        appender.start();
        List<String> reported = context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getOrigin().toString().equals(appender.toString()))
                .map(Status::getMessage)
                .toList();
        boolean isStarted = appender.isStarted();
        appender.stop();
        assertThat(isStarted).as(reported.toString()).isTrue();
        return reported;
    }
}
