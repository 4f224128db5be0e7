package io.github.lokiline.compatibility.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.appender.AppenderOptions;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the options of delivery, against the page and the Javadoc of the setters. */
class OptionTableTest {
    private static final String LOGBACK =
            "logback-loki-appender/src/main/java/io/github/lokiline/logback/loki/LokiAppender.java";
    private static final String LOG4J =
            "log4j2-plugin/src/main/java/io/github/lokiline/log4j2/Log4jLokiAppenderBuilder.java";

    /** Elements, or texts that say ThreadContext in place of MDC. */
    private static final Set<String> WORDED_FOR_LOG4J = Set.of("header", "labels", "structuredMetadata");

    @Test
    void thePageHasEachOptionWithItsDefaultDescriptionAndRange() {
        List<Documented> page = PropertyTable.of("configuration.md", "`io.github.lokiline.logback.loki.LokiAppender`")
                .properties();

        assertThat(page)
                .filteredOn(property -> !property.name().equals("encoder"))
                .containsExactlyElementsOf(options().toList());
    }

    @ParameterizedTest
    @MethodSource("options")
    void theSettersAreDocumentedAsInTheTable(Documented option) throws IOException {
        SetterJavadoc.check(option, LOGBACK);
        if (!WORDED_FOR_LOG4J.contains(option.name())) {
            SetterJavadoc.check(option, LOG4J);
        }
    }

    static Stream<Documented> options() {
        return AppenderOptions.all().stream()
                .map(option -> new Documented(option.name(), option.defaultText(), option.help()));
    }
}
