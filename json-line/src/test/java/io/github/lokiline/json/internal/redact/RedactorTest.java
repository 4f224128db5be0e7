package io.github.lokiline.json.internal.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedactorTest {
    private static final String CARD = "4111111111111111";

    private final AtomicInteger failed = new AtomicInteger();
    private final Redactor redactor = redactor(named("card", "email", "bearer"));

    @Test
    void givesTheSameTextWhereThereIsNothingToMask() {
        String text = "request 17 completed";

        assertThat(redactor.redact(text, 100)).isSameAs(text);
    }

    @Test
    void appliesEveryPattern() {
        assertThat(redactor.redact(CARD + " ada@example.org Bearer abc " + CARD, 100))
                .isEqualTo("*** *** Bearer *** ***");
    }

    @Test
    void changesNothingTheSecondTime() {
        String once = redactor.redact(CARD + " ada@example.org Bearer abc", 100);

        assertThat(redactor.redact(once, 100)).isSameAs(once);
    }

    @Test
    void showsNoHalfOfASecretThatTheCapTears() {
        for (int room = 0; room < 30; room++) {
            String shown = redactor.redact("pay " + CARD + " ada@example.org", room);

            assertThat("pay *** ***").startsWith(shown.substring(0, Math.min(shown.length(), 11)));
            assertThat(shown).doesNotContain("4").doesNotContain("ada");
        }
    }

    @Test
    void showsNothingBehindTheCapThoughMaskingHasMadeRoom() {
        String text = "Bearer abcdefghijklmnop ".repeat(10) + "x".repeat(100);

        assertThat(redactor.redact(text, 240)).isEqualTo("Bearer *** ".repeat(10));
        assertThat(redactor.redact(text, 245)).isEqualTo("Bearer *** ".repeat(10) + "xxxxx");
    }

    @Test
    void followsATokenFarBehindTheCap() {
        String text = "Bearer " + "a".repeat(100_000);

        assertThat(redactor.redact(text, 20)).isEqualTo("Bearer ***");
    }

    @Test
    void cutsBetweenCodePoints() {
        assertThat(redactor.redact("a\ud83d\ude00b", 2)).isEqualTo("a");
        assertThat(redactor.redact("a\ud83d\ude00b", 3)).isEqualTo("a\ud83d\ude00");
    }

    @Test
    void showsNothingOfATextThatExhaustsTheStack() {
        Redactor own = redactor(List.of(SecretPattern.own("deep", "(a|b)*c")));

        assertThat(own.redact("ab".repeat(100_000) + "c", 1_000_000))
                .isEqualTo("<error: redactPatterns: pattern deep exhausts the stack>");
        assertThat(failed).hasValue(1);
        assertThat(own.redact("abc!", 100)).isEqualTo("***!");
    }

    @Test
    void givesUpOnARegexThatWouldTakeForEver() {
        Redactor own = redactor(List.of(SecretPattern.own("slow", "x*x*x*x*x*x*y")));

        assertThat(own.redact("x".repeat(60) + "zy", 100))
                .isEqualTo("<error: redactPatterns: pattern slow takes too long>");
        assertThat(failed).hasValue(1);
    }

    private Redactor redactor(List<SecretPattern> patterns) {
        return new Redactor(patterns, failed::incrementAndGet);
    }

    private static List<SecretPattern> named(String... names) {
        return Stream.of(names)
                .map(name -> Objects.requireNonNull(SecretPattern.named(name)))
                .toList();
    }
}
