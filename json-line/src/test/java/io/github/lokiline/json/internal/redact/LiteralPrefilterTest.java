package io.github.lokiline.json.internal.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralPrefilterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "password=\\S+              ~ password=",
                "\\bAKIA[0-9A-Z]{16}\\b     ~ AKIA",
                "\\d{3}-\\d{2}              ~ -",
                "ab?cd                      ~ cd",
                "abc*                       ~ ab",
                "abc{0,2}xy                 ~ ab",
                "abc+d                      ~ abc",
                "a(bcd|e)f\\.g\\[h          ~ f.g[h",
                "x(?:y)z{1}                 ~ x",
                "pin=(?<secret>\\d+)        ~ pin=",
                "a[^\\]x[y]]bc              ~ bc",
                "(?=longer)ab               ~ ab",
                "ab\ud83d\ude00?            ~ ab",
            })
    void isTheLongestTextThatEachMatchHolds(String regex, String literal) {
        Pattern.compile(regex);

        assertThat(LiteralPrefilter.of(regex)).isEqualTo(literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab|cd",
                "(?i)abc",
                "(?x)a b",
                "\\Qa|b\\E",
                "\\p{Lu}abc",
                "\\x41",
                "[]a]bc",
                "(?i:a)bc",
                "\\d+",
                "a?"
            })
    void isEmptyWhereTheRegexIsBeyondIt(String regex) {
        Pattern.compile(regex);

        assertThat(LiteralPrefilter.of(regex)).isEmpty();
    }
}
