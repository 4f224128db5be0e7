package io.github.lokiline.json.internal.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactPatternTest {
    /** Numbers that networks publish for tests, of 13 to 19 digits. */
    static final List<String> CARDS = List.of(
            "4222222222222",
            "30569309025904",
            "378282246310005",
            "4111111111111111",
            "5555555555554444",
            "2223003122003222",
            "6011111111111117",
            "3530111333300000",
            "6304000000000000000",
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "3782 822463 10005");

    @ParameterizedTest
    @FieldSource("CARDS")
    void masksCardNumbersAtAnyPlace(String card) {
        for (int i = 0; i < 40; i++) {
            String before = "x".repeat(i) + ":";

            assertThat(masked("card", before + card)).isEqualTo(before + "***");
            assertThat(masked("card", before + card + ", thanks")).isEqualTo(before + "***, thanks");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order 4111111111111112 shipped",
                "order 411111111111 shipped",
                "order 41111111111111111111 shipped",
                "at 1763634645123 and 1763634645123456789",
                "phone 0049 30 123456-78",
                "span 4111111111111111ab and ab4111111111111111",
                "took 0.4111111111111111 s",
                "4111  1111  1111  1111",
                "4111 1111-1111 1111",
                "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
                "550e8400-e29b-41d4-a716-446655440000",
                "2025-11-20 10:30:45",
            })
    void leavesOtherNumbers(String text) {
        assertThat(masked("card", text)).isSameAs(text);
    }

    @Test
    void masksEachCardNumberAmongOtherDigits() {
        assertThat(masked("card", "2025-11-20 4111 1111 1111 1111 12/27 5555555555554444 77"))
                .isEqualTo("2025-11-20 *** 12/27 *** 77");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail ada@example.org now           | mail *** now",
                "<Ada.O'Neil+x_%1-2@mail.ex-a.co.uk>| <***>",
                "ada@example.org.                   | ***.",
                "a@b.de,c@d.fr                      | ***,***",
                "from:ada@example.museum;           | from:***;",
                "чоловік@приклад.укр                | ***",
                "ada@xn--exmple-cua.xn--p1ai        | ***",
                "@@ada@example.org@                 | @@***@",
            })
    void masksAddresses(String text, String expected) {
        assertThat(masked("email", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Order@1a2b3c4d",
                "@Override",
                "user@localhost",
                "left-pad@1.3.0",
                "a@b.c",
                "ada@.org",
                "at @ sign",
                "ada@",
                "ada@example..org",
            })
    void leavesWhatIsNoAddress(String text) {
        assertThat(masked("email", text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization: Bearer abc.DEF-1_2~3+4/5== | Authorization: Bearer ***",
                "bearer x                                  | bearer ***",
                "BEARER x, next                            | BEARER ***, next",
                "bEaReR x; bearer   y                      | bEaReR ***; bearer   ***",
                "{\"a\":\"Bearer x\"}                      | {\"a\":\"Bearer ***\"}",
                "Bearer a Bearer b                         | Bearer *** Bearer ***",
                "BEARER a bearer b                         | BEARER *** bearer ***",
                "Authorization: Bearer Bearer abc123secret | Authorization: Bearer Bearer ***",
                "Bearer  bearer BEARER x bearer            | Bearer  bearer BEARER *** bearer",
                "Bearer bearer                             | Bearer ***",
                "Bearer bearers x                          | Bearer *** x",
            })
    void masksTokensAndKeepsTheWord(String text, String expected) {
        assertThat(masked("bearer", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wearer x", "Bearer", "Bearer ", "Bearer: x", "forbearer x", "earer x", "Bearer ***"})
    void leavesWhatIsNoToken(String text) {
        assertThat(masked("bearer", text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln-_x end | token *** end",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.               | ***",
                "eyJa eyJhbGciOiJIUzI1NiJ9.e30.x                    | eyJa ***",
            })
    void masksWebTokens(String text, String expected) {
        assertThat(masked("jwt", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJIUzI1NiJ9.", "eyJa.eyJb", "eyJa..x", "a.b.c"})
    void leavesWhatIsNoWebToken(String text) {
        assertThat(masked("jwt", text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to DE89370400440532013000 today      | to *** today",
                "to DE89 3704 0044 0532 0130 00, now  | to ***, now",
                "NO9386011117947                      | ***",
                "MT84MALT011000012345MTLCAST001S      | ***",
                "LC55HEMM000100010012001200023015     | ***",
                "a GB82 WEST 1234 5698 7654 32 b      | a *** b",
            })
    void masksBankAccounts(String text, String expected) {
        assertThat(masked("iban", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE88370400440532013000",
                "de89370400440532013000",
                "XDE89370400440532013000",
                "DE89370400440532013000X",
                "NO938601111794",
                "DE89  3704  0044  0532  0130  00",
                "THE WHOLE TEXT IN CAPITALS AND 12 DIGITS",
            })
    void leavesWhatIsNoBankAccount(String text) {
        assertThat(masked("iban", text)).isSameAs(text);
    }

    @Test
    void masksWhatAnOwnRegexMatches() {
        assertThat(own("\\bAKIA[0-9A-Z]{4}\\b", "key AKIA12AB, AKIAX")).isEqualTo("key ***, AKIAX");
        assertThat(own("^id=\\d+", "id=1 id=2")).isEqualTo("*** id=2");
        assertThat(own("\\d*", "a12b3")).isEqualTo("a***b***");
    }

    @Test
    void masksOnlyTheGroupCalledSecret() {
        assertThat(own("pin=(?<secret>\\d+)", "pin=1234 pin=x pin=5")).isEqualTo("pin=*** pin=x pin=***");
        assertThat(own("pin=(\\d+)", "pin=1234")).isEqualTo("***");
        assertThat(own("a(?<secret>b)?|c", "ac ab")).isEqualTo("ac a***");
        assertThat(own("\\Q(?<secret>\\E", "x(?<secret>y")).isEqualTo("x***y");
    }

    @Test
    void takesTimeInProportionToTheText() {
        String hostile = "4111 1111 1111 1112 a@b@ Bearer eyJ. DE89 ".repeat(50_000);

        for (String name : RedactPattern.NAMES) {
            if (!name.equals("bearer")) {
                assertThat(masked(name, hostile)).isSameAs(hostile);
            }
        }
    }

    private static String masked(String name, String text) {
        RedactPattern pattern = Objects.requireNonNull(RedactPattern.named(name));
        return new Redactor(List.of(pattern), false).redact(text, text.length(), () -> {});
    }

    private static String own(String regex, String text) {
        return new Redactor(List.of(RedactPattern.own("own", regex)), false).redact(text, text.length(), () -> {});
    }
}
