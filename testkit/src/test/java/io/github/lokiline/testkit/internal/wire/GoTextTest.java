package io.github.lokiline.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTextTest {

    @Test
    void quotesAsGoDoes() {
        assertThat(GoText.quote("a\"b\\c\n\t'`")).isEqualTo("\"a\\\"b\\\\c\\n\\t'`\"");
        assertThat(GoText.quote("\u0000\u0007\u000b\u007f")).isEqualTo("\"\\x00\\a\\v\\x7f\"");
        assertThat(GoText.quote("\u00e9\u4e2d\ud83d\ude00\ufffd")).isEqualTo("\"\u00e9\u4e2d\ud83d\ude00\ufffd\"");
        assertThat(GoText.quote("\u00a0\u2028\u200b\ue000")).isEqualTo("\"\\u00a0\\u2028\\u200b\\ue000\"");
        assertThat(GoText.quote("\udbff\udfff")).isEqualTo("\"\\U0010ffff\"");
        assertThat(GoText.quote(Utf8.decode(new byte[] {(byte) 0xFF}))).isEqualTo("\"\\xff\"");
    }

    @Test
    void readsBackWhatItQuotes() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                String text = "a" + Character.toString(c) + "b";
                String quoted = GoText.quote(text);
                assertThat(GoText.unescape(quoted.substring(1, quoted.length() - 1), '"'))
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void joinsBytesIntoCharacters() {
        assertThat(GoText.unescape("\\xc3\\xa9 \\303\\251 \\u00e9 \\U000000e9", '"'))
                .isEqualTo("\u00e9 \u00e9 \u00e9 \u00e9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\\q       | unknown escape sequence U+0071 'q'",
                "\\'       | unknown escape sequence U+0027 '''",
                "\\x4      | escape sequence not terminated",
                "\\xzz     | illegal character U+007A 'z' in escape sequence",
                "\\ud800   | escape sequence is an invalid Unicode code point",
                "\\U00110000 | escape sequence is an invalid Unicode code point",
                "\\400     | escape sequence is an invalid Unicode code point",
                "\\        | escape sequence not terminated",
            })
    void refusesWhatIsNoEscapeOfGos(String quoted, String error) {
        assertThatThrownBy(() -> GoText.unescape(quoted, '"')).hasMessage(error);
    }
}
