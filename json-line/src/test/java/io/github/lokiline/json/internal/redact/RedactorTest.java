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

        assertThat(redactor.redact(text, 100, failed::incrementAndGet)).isSameAs(text);
    }

    @Test
    void appliesEveryPattern() {
        assertThat(redactor.redact(CARD + " ada@example.org Bearer abc " + CARD, 100, failed::incrementAndGet))
                .isEqualTo("*** *** Bearer *** ***");
    }

    @Test
    void changesNothingTheSecondTime() {
        String once = redactor.redact(CARD + " ada@example.org Bearer abc", 100, failed::incrementAndGet);

        assertThat(redactor.redact(once, 100, failed::incrementAndGet)).isSameAs(once);
    }

    @Test
    void showsNoHalfOfASecretThatTheCapTears() {
        for (int room = 0; room < 30; room++) {
            String shown = redactor.redact("pay " + CARD + " ada@example.org", room, failed::incrementAndGet);

            assertThat("pay *** ***").startsWith(shown.substring(0, Math.min(shown.length(), 11)));
            assertThat(shown).doesNotContain("4").doesNotContain("ada");
        }
    }

    @Test
    void showsNothingBehindTheCapThoughMaskingHasMadeRoom() {
        String text = "Bearer abcdefghijklmnop ".repeat(10) + "x".repeat(100);

        assertThat(redactor.redact(text, 240, failed::incrementAndGet)).isEqualTo("Bearer *** ".repeat(10));
        assertThat(redactor.redact(text, 245, failed::incrementAndGet)).isEqualTo("Bearer *** ".repeat(10) + "xxxxx");
    }

    @Test
    void followsATokenFarBehindTheCap() {
        String text = "Bearer " + "a".repeat(100_000);

        assertThat(redactor.redact(text, 20, failed::incrementAndGet)).isEqualTo("Bearer ***");
    }

    @Test
    void cutsBetweenCodePoints() {
        assertThat(redactor.redact("a\ud83d\ude00b", 2, failed::incrementAndGet))
                .isEqualTo("a");
        assertThat(redactor.redact("a\ud83d\ude00b", 3, failed::incrementAndGet))
                .isEqualTo("a\ud83d\ude00");
    }

    @Test
    void showsNothingOfATextThatExhaustsTheStack() {
        Redactor own = redactor(List.of(RedactPattern.own("deep", "(a|b)*c")));

        assertThat(own.redact("ab".repeat(100_000) + "c", 1_000_000, failed::incrementAndGet))
                .isEqualTo("<error: redactPatterns: pattern deep exhausts the stack>");
        assertThat(failed).hasValue(1);
        assertThat(own.redact("abc!", 100, failed::incrementAndGet)).isEqualTo("***!");
    }

    @Test
    void givesUpOnARegexThatWouldTakeForEver() {
        Redactor own = redactor(List.of(RedactPattern.own("slow", "x*x*x*x*x*x*y")));

        assertThat(own.redact("x".repeat(60) + "zy", 100, failed::incrementAndGet))
                .isEqualTo("<error: redactPatterns: pattern slow takes too long>");
        assertThat(failed).hasValue(1);
    }

    private static Redactor redactor(List<RedactPattern> patterns) {
        return new Redactor(patterns, false);
    }

    private static List<RedactPattern> named(String... names) {
        return Stream.of(names)
                .map(name -> Objects.requireNonNull(RedactPattern.named(name)))
                .toList();
    }
}
