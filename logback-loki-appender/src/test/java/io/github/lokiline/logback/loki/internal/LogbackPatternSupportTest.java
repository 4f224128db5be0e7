package io.github.lokiline.logback.loki.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.appender.InvalidPatternException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogbackPatternSupportTest {
    private final LoggerContext context = new LoggerContext();
    private final LogbackPatternSupport patterns = new LogbackPatternSupport(context);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            %logger{0}                      | Orders
            %-8X{zone}.                     | eu      .
            %.-1X{zone}                     | e
            %replace(%X{zone}){'e','a'}     | au
            100\\%                          | 100%
            """)
    void compilesLogbacksPatterns(String pattern, String expected) throws InvalidPatternException {
        assertThat(patterns.compile(pattern).apply(event(null))).isEqualTo(expected);
    }

    @Test
    void leavesGroupsAndEscapesToLogback() {
        assertThat(patterns.isWhole("%replace(%X{zone}){'e','a'}")).isTrue();
        assertThat(patterns.isWhole("100\\%")).isTrue();
        assertThat(patterns.isWhole("web-%X{zone}/%level")).isFalse();
    }

    @Test
    void appendsNoStackTraceToAPattern() throws InvalidPatternException {
        assertThat(patterns.compile("%.-5msg").apply(event(new IllegalStateException())))
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%nonsense", "a-%nonsense{b}", "%replace(%msg", "%d{nonsense}"})
    void refusesWhatIsNoPatternAndLeavesNoErrorBehind(String pattern) {
        assertThatThrownBy(() -> patterns.compile(pattern)).isInstanceOf(InvalidPatternException.class);
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .noneMatch(status -> status.getEffectiveLevel() >= Status.WARN);
    }

    private LoggingEvent event(Throwable thrown) {
        LoggingEvent event =
                new LoggingEvent("", context.getLogger("com.acme.Orders"), Level.WARN, "hello", thrown, null);
        event.setThreadName("worker-1");
        event.setMDCPropertyMap(Map.of("zone", "eu", "password", "hunter2"));
        return event;
    }
}
