package io.github.lokiline.json.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.json.internal.redact.RedactPattern;
import io.github.lokiline.json.internal.redact.Redactor;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactPatternsParserTest {
    private final PropertyParser settings = new PropertyParser();

    @Test
    void masksNothingByDefault() {
        assertThat(RedactPatternsParser.parse(null, settings)).isEmpty();
        assertThat(RedactPatternsParser.parse(" \n", settings)).isEmpty();
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void takesNamesAndRegexesBetweenCommasAndLineEnds() {
        String text = """
                card, Email,
                /\\d{3,4}\\/x/, bearer
                pin=p,\\d{2,}/,
                  /a,b/  ,
                """;

        assertThat(redacted(text, "a,b p,12/, 123/x 4111111111111111 a@b.de Bearer c p,1/"))
                .isEqualTo("*** *** *** *** *** Bearer *** p,1/");
        assertThat(RedactPatternsParser.parse(text, settings)).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cards            | redactPatterns \"cards\": unknown; write card, email, bearer, jwt, iban, /regex/, or name=regex on a line of its own",
                "card;email       | redactPatterns \"card;email\": unknown; write card",
                "/a(/             | redactPatterns \"a(\": no regex: Unclosed group at character 3; write card",
                "x=[              | redactPatterns \"[\": no regex: Unclosed character class at character 1; write card",
                "/a*/             | redactPatterns \"a*\": matches the empty text; write a regex that needs a character",
                "x=               | redactPatterns \"x=\": no regex behind the name; write card",
                "/half            | redactPatterns \"/half\": unknown; write card",
                "//               | redactPatterns \"//\": unknown; write card",
                "P_IS_UNDEFINED   | redactPatterns \"P_IS_UNDEFINED\": variable P is not set; set it",
            })
    void saysWhatIsWrong(String text, String message) {
        List<RedactPattern> patterns = RedactPatternsParser.parse(text, settings);

        assertThat(patterns).isEmpty();
        assertThat(settings.faults()).singleElement().asString().startsWith(message.strip());
    }

    private String redacted(String property, String text) {
        return new Redactor(RedactPatternsParser.parse(property, settings), false)
                .redact(text, text.length(), () -> {});
    }
}
