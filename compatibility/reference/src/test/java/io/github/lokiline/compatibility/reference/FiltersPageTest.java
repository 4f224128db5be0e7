package io.github.lokiline.compatibility.reference;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.lokiline.logback.json.MessageFilter;
import io.github.lokiline.logback.json.SamplingFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Checks the tables of {@code docs/filters.md} against the filters' setters and decisions. */
class FiltersPageTest {
    private static final PropertyTable SAMPLING = PropertyTable.of("filters.md", "SamplingFilter`");
    private static final PropertyTable MESSAGES = PropertyTable.of("filters.md", "MessageFilter`");

    private final LoggerContext context = new LoggerContext();

    @Test
    void namesEveryPropertyAndNoOther() {
        assertThat(SAMPLING.names())
                .containsExactlyInAnyOrderElementsOf(
                        Setters.of(SamplingFilter.class).names());
        assertThat(MESSAGES.names())
                .containsExactlyInAnyOrderElementsOf(
                        Setters.of(MessageFilter.class).names());
    }

    @Test
    void saysEachDefaultSoThatItCanBeChecked() {
        assertThat(Stream.of(SAMPLING, MESSAGES).flatMap(table -> table.properties().stream()))
                .allMatch(Documented::isPlain);
    }

    @TestFactory
    Stream<DynamicTest> eachDefaultOfSamplingIsTheOneInEffect() {
        return Defaults.of(
                SAMPLING,
                name -> true,
                Map.of("keepPercent", "0"),
                properties -> decisions(new SamplingFilter(), properties));
    }

    @TestFactory
    Stream<DynamicTest> eachDefaultOfMessagesIsTheOneInEffect() {
        return Defaults.of(
                MESSAGES,
                name -> true,
                Map.of("contains", "polled"),
                properties -> decisions(new MessageFilter(), properties));
    }

    /** Returns the decisions on a few messages that are repeated every half minute. */
    private List<FilterReply> decisions(Filter<ILoggingEvent> filter, Map<String, String> properties) {
        filter.setContext(context);
        Setters.of(filter.getClass()).set(filter, properties);
        filter.start();
        assertThat(filter.isStarted()).isTrue();
        List<FilterReply> decisions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            for (Level level : List.of(Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR)) {
                decisions.add(filter.decide(event(level, Instant.EPOCH.plusSeconds(30L * i))));
            }
        }
        return decisions;
    }

    private LoggingEvent event(Level level, Instant time) {
        LoggingEvent event =
                new LoggingEvent("caller", context.getLogger("com.acme." + level), level, "polled", null, null);
        event.setInstant(time);
        event.setMDCPropertyMap(Map.of());
        return event;
    }
}
