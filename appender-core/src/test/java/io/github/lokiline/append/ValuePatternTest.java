package io.github.lokiline.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lokiline.json.LineLevel;
import io.github.lokiline.json.RecordEncoder;
import io.github.lokiline.json.Settings;
import io.github.lokiline.json.contract.Sample;
import io.github.lokiline.json.contract.SampleView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuePatternTest {
    private final RecordEncoder<Sample> records = RecordEncoder.of(new SampleView(), Map.of(), new Settings());
    private final Face<Sample> face = new Face<>(
            records,
            LineSource.direct(records),
            "encoder",
            event -> "WARNING",
            event -> true,
            new PercentWords(),
            "orders");
    private final ValuePattern<Sample> patterns = new ValuePattern<>(face, new LineSecrets(records));

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
    void readsATextOrAPattern(String pattern, String expected) throws Unusable {
        assertThat(value("name", pattern)).isEqualTo(expected);
    }

    @Test
    void masksWhatIsNamedLikeASecret() throws Unusable {
        assertThat(value("password", "%X{zone}")).isEqualTo("***");
        assertThat(patterns.shown("password", "%X{zone}")).isEqualTo("password=***");
        assertThat(patterns.shown("name", "%X{password}")).isEqualTo("name=***");
    }

    @Test
    void hasNoValueWhereTheEventHasNone() throws Unusable {
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
        assertThatThrownBy(() -> value("name", pattern)).isInstanceOf(Unusable.class);
    }

    @Test
    void doesNotQuoteAPatternThatIsNamedLikeASecret() {
        assertThatThrownBy(() -> value("password", "hunter2%nonsense")).hasMessage("no Percent pattern");
    }

    private String value(String name, String pattern) throws Unusable {
        return patterns.parse(name, pattern).of(event(), new StringBuilder());
    }

    private static Sample event() {
        return new Sample(
                Instant.EPOCH,
                LineLevel.WARN,
                "com.acme.Orders",
                "worker-1",
                "hello",
                Map.of("zone", "eu", "password", "hunter2"),
                List.of(Map.entry("code", 200)),
                null);
    }
}
