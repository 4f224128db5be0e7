package io.github.lokiline.log4j2.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lokiline.appender.InvalidPatternException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Log4jPatternSupportTest {
    private final Log4jPatternSupport patterns = new Log4jPatternSupport(new DefaultConfiguration());

    @AfterEach
    void end() {
        ThreadContext.clearAll();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            %c{1}                               | Orders
            %-8X{zone}.                         | eu      .
            %.-1X{zone}                         | e
            %replace{%X{zone}}{e}{a}            | au
            %notEmpty{[%X{zone}]}               | [eu]
            100%%                               | 100%
            %level_x                            | WARN_x
            %p%%                                | WARN%
            in ${ctx:zone} and ${sys:no.such:-x} | in eu and x
            %msg                                | hello
            """)
    void compilesLog4jsPatterns(String pattern, String expected) throws InvalidPatternException {
        assertThat(patterns.isPattern(pattern)).isTrue();
        assertThat(patterns.compile(pattern).apply(event())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%%", "${ctx:zone}", "%notEmpty{[%X{a}]}", "%d{HH}{UTC}", "%level_x", "a\\tb%p"})
    void leavesToLog4jWhatOnlyItCanTakeApart(String pattern) {
        assertThat(patterns.isWhole(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%level", "web-%X{zone}/%level", "%kvp{code}", "%-5p", "%c{1}"})
    void leavesCommonWordsToBeReadFromTheEvent(String pattern) {
        assertThat(patterns.isWhole(pattern)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%nonsense", "a-%nonsense{b}", "%notEmpty{%wrong}", "50%", "% of", "%levl"})
    void refusesWhatLog4jWouldTakeForText(String pattern) {
        assertThatThrownBy(() -> patterns.compile(pattern)).isInstanceOf(InvalidPatternException.class);
    }

    @Test
    void appendsNoStackTraceToAPattern() throws InvalidPatternException {
        assertThat(patterns.compile("%msg").apply(event())).isEqualTo("hello");
    }

    @Test
    void knowsWhetherAPatternTellsWhereAnEventWasLogged() throws InvalidPatternException {
        patterns.compile("%msg");
        assertThat(patterns.requiresLocation()).isFalse();

        patterns.compile("%M");
        assertThat(patterns.requiresLocation()).isTrue();
    }

    private static LogEvent event() {
        ThreadContext.put("zone", "eu");
        SortedArrayStringMap context = new SortedArrayStringMap();
        context.putValue("zone", "eu");
        return Log4jLogEvent.newBuilder()
                .setLevel(Level.WARN)
                .setLoggerName("com.acme.Orders")
                .setMessage(new SimpleMessage("hello"))
                .setThrown(new IllegalStateException())
                .setContextData(context)
                .build();
    }
}
