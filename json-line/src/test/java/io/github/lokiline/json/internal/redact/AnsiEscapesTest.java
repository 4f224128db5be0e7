package io.github.lokiline.json.internal.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsiEscapesTest {
    @ParameterizedTest
    @CsvSource({
        "E[31mred E[0m, red",
        "aE[1;38;5;196mbE[mc, abc",
        "aE[2J E[?25lb, a b",
        "E]0;titleBEL x, x",
        "E]8;;https://example.org/E\\linkE]8;;E\\, link",
        "E(Bx E=y, x y",
        "CSI31mred, red",
        "cut E[3, cut",
        "end E, end",
        "open E]0;title, open 0;title",
        "'no [31m escape', 'no [31m escape'"
    })
    void removesWhatATerminalWouldNotShow(String text, String shown) {
        String real = text.replace("BEL", "\u0007").replace("CSI", "\u009b").replace('E', '\u001b');

        assertThat(AnsiEscapes.removed(real).strip()).isEqualTo(shown);
    }

    @Test
    void returnsATextWithoutEscapesItself() {
        String text = "plain [1m text";

        assertThat(AnsiEscapes.removed(text)).isSameAs(text);
    }

    @Test
    void takesTimeInProportionToTheText() {
        String open = "\u001b]".repeat(100_000);

        assertThat(AnsiEscapes.removed(open)).isEmpty();
        assertThat(AnsiEscapes.removed("\u001b[" + "1;".repeat(500_000))).isEmpty();
    }

    @Test
    void letsASecretBeFoundThatColoursSplit() {
        Redactor redactor = new Redactor(List.of(RedactPattern.named("bearer")), true);

        assertThat(redactor.redact("Bear\u001b[1mer abc\u001b[0mdef x", 100, () -> {}))
                .isEqualTo("Bearer *** x");
    }
}
