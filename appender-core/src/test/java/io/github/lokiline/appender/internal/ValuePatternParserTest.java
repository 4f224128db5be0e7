package io.github.lokiline.appender.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lokiline.appender.FrameworkAdapter;
import io.github.lokiline.appender.InvalidPatternException;
import io.github.lokiline.appender.LineProducer;
import io.github.lokiline.contract.Sample;
import io.github.lokiline.contract.SampleView;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.LogLevel;
import io.github.lokiline.json.spi.PropertyParser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuePatternParserTest {
    private final EventEncoder<Sample> records = EventEncoder.json(new SampleView(), Map.of(), new PropertyParser());
    private final FrameworkAdapter<Sample> framework = new FrameworkAdapter<>(
            records,
            LineProducer.direct(records::encode),
            "encoder",
            event -> "WARNING",
            event -> true,
            new PercentPatternSupport(),
            "orders");
    private final ValuePatternParser<Sample> patterns = new ValuePatternParser<>(framework);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        orders                 | orders
        a (b) c                | a (b) c
        %level                 | WARNING
        %p                     | WARNING
        %logger                | com.acme.Orders
        %logger{0}             | <%logger{0}>
        %thread                | worker-1
        %X{zone}               | eu
        %mdc{zone}             | eu
        %X{none:-otherwise}    | otherwise
        %X{none:-}             | ''
        %X{zone, none}         | <%X{zone, none}>
        %kvp{code}             | 200
        %kvp{none:-0}          | 0
        web-%X{zone}/%level    | web-eu/WARNING
        web-%X{none}           | web-
        %-8X{zone}.            | <%-8X{zone}>.
        %msg at %X{zone}       | <%msg> at eu
        %upper(%X{zone}) here  | <%upper(%X{zone}) here>
        %X{password}           | ***
        a-%X{password}         | ***
        %.-3X{password}        | ***
        %upper(%X{password})   | ***
        %wrap{%X{password}}    | ***
        ${ctx:password} %level | ***
        %X{none, password}     | ***
        """)
    void readsATextOrAPattern(String pattern, String expected) throws InvalidPatternException {
        assertThat(value("name", pattern)).isEqualTo(expected);
    }

    @Test
    void masksWhatIsNamedLikeASecret() throws InvalidPatternException {
        assertThat(value("password", "%X{zone}")).isEqualTo("***");
        assertThat(patterns.shown("password", "%X{zone}")).isEqualTo("password=***");
        assertThat(patterns.shown("name", "%X{password}")).isEqualTo("name=***");
    }

    @Test
    void hasNoValueWhereTheEventHasNone() throws InvalidPatternException {
        assertThat(value("name", "%X{none}")).isNull();
        assertThat(value("password", "%X{none}")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%nonsense",
                "a-%nonsense{b}",
                "%X",
                "%mdc{}",
                "%kvp",
                "%kvp{DOUBLE}",
                "%5kvp{code}",
                "%upper(%kvp{code})",
                "%upper(%X)",
                "%wrap{%X} (all)",
                "50%"
            })
    void refusesWhatIsNoPattern(String pattern) {
        assertThatThrownBy(() -> value("name", pattern)).isInstanceOf(InvalidPatternException.class);
    }

    @Test
    void doesNotQuoteAPatternThatIsNamedLikeASecret() {
        assertThatThrownBy(() -> value("password", "hunter2%nonsense")).hasMessage("no Percent pattern");
    }

    private String value(String name, String pattern) throws InvalidPatternException {
        return patterns.parse(name, pattern).of(event(), new StringBuilder());
    }

    private static Sample event() {
        return new Sample(
                Instant.EPOCH,
                LogLevel.WARN,
                "com.acme.Orders",
                "worker-1",
                "hello",
                Map.of("zone", "eu", "password", "hunter2"),
                List.of(Map.entry("code", 200)),
                null);
    }
}
