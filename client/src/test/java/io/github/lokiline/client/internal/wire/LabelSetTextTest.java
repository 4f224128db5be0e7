package io.github.lokiline.client.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSetTextTest {

    @ParameterizedTest
    @CsvSource({
        "service_name, service_name",
        "foo.bar, foo_bar",
        "foo-bar, foo_bar",
        "1x, _1x",
        "__name__, _name__",
        "é1, _1",
        "'', field",
        "_, field",
        "--, field",
        "中文, field",
        "😀, field",
        "a\"b, a_b",
    })
    void namesAreRepairedToTheSameLegalNameAlways(String name, String repaired) {
        assertThat(LabelSetText.repairName(name)).isEqualTo(repaired);
        assertThat(repaired).matches("[a-zA-Z_][a-zA-Z0-9_]*");
    }

    @Test
    void aRepairedNameNeedsNoRepair() {
        for (String name : new String[] {"a.b", "1", "__x", "-a", "x😀y"}) {
            String repaired = LabelSetText.repairName(name);

            assertThat(LabelSetText.repairName(repaired)).isEqualTo(repaired);
        }
    }

    @Test
    void valuesHaveTheEscapesOfAGoString() {
        assertThat(text("a\"b\\c\nd\te\u0000\u007f")).isEqualTo("{x=\"a\\\"b\\\\c\\nd\\x09e\\x00\\x7f\"");
    }

    @Test
    void whatLokisParserTakesForBrokenUtf8BecomesAQuestionMark() {
        assertThat(text("a\uD800b")).isEqualTo("{x=\"a?b\"");
        assertThat(text("a\uFFFDb")).isEqualTo("{x=\"a?b\"");
        assertThat(text("a😀b")).isEqualTo("{x=\"a😀b\"");
    }

    @Test
    void aValueAboveLokisLimitIsCutBetweenCodePoints() {
        String text = text("x" + "😀".repeat(600));

        String value = text.substring(4, text.length() - 1);
        assertThat(value.getBytes(StandardCharsets.UTF_8)).hasSize(1 + 511 * 4);
        assertThat(value).endsWith("😀");
    }

    private static String text(String value) {
        StringBuilder text = new StringBuilder("{");
        LabelSetText.append(text, "x", value);
        return text.toString();
    }
}
