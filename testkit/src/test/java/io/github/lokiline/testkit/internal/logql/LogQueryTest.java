package io.github.lokiline.testkit.internal.logql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lokiline.testkit.internal.logql.stage.LogLine;
import io.github.lokiline.testkit.internal.wire.Label;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogQueryTest {

    private static final List<Label> LABELS = List.of(new Label("app", "orders"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate({app=\"a\"}[1m])",
                "sum(count_over_time({app=\"a\"}[1m]))",
                "1 + 1",
                "({app=\"a\"})",
                "{app=\"a\"} | line_format \"{{ToUpper .n}}\"",
                "{app=\"a\"} | label_format a=b",
                "{app=\"a\"} | unpack",
                "{app=\"a\"} | decolorize",
                "{app=\"a\"} | drop x",
                "{app=\"a\"} | pattern \"<a>\"",
                "{app=\"a\"} | regexp x",
                "{app=\"a\"} | json a=\"b\"",
                "{app=\"a\"} | logfmt --strict",
                "{app=\"a\"} |> \"<_>\"",
                "{app=\"a\"} !> \"<_>\"",
                "{app=\"a\"} |= ip(\"1.2.3.4\")",
                "{app=\"a\"} | json | addr = ip(\"1.2.3.4\")",
            })
    void saysWhatItDoesNotKnow(String query) {
        assertThatThrownBy(() -> LogQuery.parse(query))
                .isInstanceOf(LogqlException.class)
                .message()
                .isNotBlank()
                .matches("(?s)EmbeddedLoki does not know .*|parse error at line 1, col .*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{app=}         ; parse error at line 1, col 6: syntax error: unexpected }, expecting STRING",
                "{app=\"a\"     ; parse error at line 1, col 9: syntax error: unexpected $end, expecting } or ,",
                "{app=\"a\"} |= ; parse error at line 1, col 13: syntax error: unexpected $end, expecting STRING",
                "{app=\"a       ; parse error at line 1, col 6: literal not terminated",
            })
    void saysWhereAQueryIsMalformed(String query, String error) {
        assertThatThrownBy(() -> LogQuery.parse(query)).hasMessage(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a(?=b)", "a(?!b)", "(?<=a)b", "(?<!a)b", "(?>a)", "(a)\\\\1", "a*+", "a++", "a{1}+", "("})
    void takesNoExpressionThatGoDoesNotTake(String expression) {
        assertThatThrownBy(() -> LogQuery.parse("{app=\"a\"} |~ \"" + expression + "\""))
                .isInstanceOf(LogqlException.class)
                .hasMessageContaining("error parsing regexp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?P<n>o)k", "\\\\+ok|ok", "[+]|ok", "(?i)OK", "o\\\\S", "^ok$"})
    void takesExpressionsThatGoTakes(String expression) throws LogqlException {
        assertThat(LogQuery.parse("{app=\"a\"} |~ \"" + expression + "\"").keeps(line("ok")))
                .isTrue();
    }

    @Test
    void keepsTheFirstFaultOfALine() throws LogqlException {
        LogLine line = line("{\"n\": \"many\", \"m\": ");

        assertThat(LogQuery.parse("{app=\"a\"} | json | n > 1").keeps(line)).isTrue();

        assertThat(line.parsed()).containsEntry("n", "many").containsEntry("__error__", "JSONParserErr");
    }

    @Test
    void marksALabelThatIsNoNumber() throws LogqlException {
        LogLine line = line("n=many");

        assertThat(LogQuery.parse("{app=\"a\"} | logfmt | n > 1").keeps(line)).isTrue();

        assertThat(line.parsed()).containsEntry("__error__", "LabelFilterErr");
    }

    @Test
    void keepsFieldsLabelsAndMetadataOfOneNameApart() throws LogqlException {
        LogLine line = new LogLine(
                "app=field k=field", LABELS, List.of(new Label("app", "metadata"), new Label("k", "metadata")));

        LogQuery.parse("{app=\"orders\"} | logfmt").keeps(line);

        assertThat(line.labels())
                .isEqualTo(Map.of("app", "orders", "app_extracted", "field", "k", "metadata", "k_extracted", "field"));
    }

    private static LogLine line(String text) {
        return new LogLine(text, LABELS, List.of());
    }
}
