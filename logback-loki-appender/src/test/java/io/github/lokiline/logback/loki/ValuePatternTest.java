package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.status.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

class ValuePatternTest {
    private final LoggerContext context = new LoggerContext();
    private final ValuePattern patterns = new ValuePattern(context, event -> "WARNING", key -> key.equals("password"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orders                    | orders
            a (b) c                   | a (b) c
            %level                    | WARNING
            %p                        | WARNING
            %logger                   | com.acme.Orders
            %logger{0}                | Orders
            %thread                   | worker-1
            %X{zone}                  | eu
            %mdc{zone}                | eu
            %X{none:-otherwise}       | otherwise
            %X{none:-}                | ''
            %kvp{code}                | 200
            %kvp{none:-0}             | 0
            web-%X{zone}/%level       | web-eu/WARNING
            web-%X{none}              | web-
            %-8X{zone}.               | eu      .
            %.-1X{zone}               | e
            %replace(%X{zone}){'e','a'} | au
            100\\%                    | 100%
            %X{password}              | ***
            a-%X{password}            | ***
            %.-3X{password}           | ***
            %replace(%X{password}){'h','x'} | ***
            """)
    void readsATextOrAPattern(String pattern, String expected) throws Unusable {
        assertThat(patterns.parse("name", pattern).of(event(), new StringBuilder()))
                .isEqualTo(expected);
    }

    @Test
    void masksWhatIsNamedLikeASecret() throws Unusable {
        assertThat(patterns.parse("password", "%X{zone}").of(event(), new StringBuilder()))
                .isEqualTo("***");
    }

    @Test
    void hasNoValueWhereTheEventHasNone() throws Unusable {
        assertThat(patterns.parse("name", "%X{none}").of(event(), new StringBuilder()))
                .isNull();
        assertThat(patterns.parse("password", "%X{none}").of(event(), new StringBuilder()))
                .isNull();
    }

    @Test
    void appendsNoStackTraceToAPattern() throws Unusable {
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("com.acme.Orders"), Level.WARN, "hello", new IllegalStateException(), null);

        assertThat(patterns.parse("name", "%.-5msg").of(event, new StringBuilder()))
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%nonsense",
                "a-%nonsense{b}",
                "%replace(%msg",
                "%X",
                "%mdc{}",
                "%kvp",
                "%kvp{DOUBLE}",
                "%5kvp{code}",
                "%replace(%kvp{code}){'2','3'}",
                "%replace(%X){'2','3'}",
                "50%",
                "%d{nonsense}"
            })
    void refusesWhatIsNoPatternAndLeavesNoErrorBehind(String pattern) {
        assertThatThrownBy(() -> patterns.parse("name", pattern)).isInstanceOf(Unusable.class);
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .noneMatch(status -> status.getEffectiveLevel() >= Status.WARN);
    }

    private LoggingEvent event() {
        LoggingEvent event =
                new LoggingEvent("", context.getLogger("com.acme.Orders"), Level.WARN, "hello", null, null);
        event.setThreadName("worker-1");
        event.setMDCPropertyMap(Map.of("zone", "eu", "password", "hunter2"));
        event.addKeyValuePair(new KeyValuePair("code", 200));
        return event;
    }
}
