package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFilterTest {
    private final PropertyParser settings = new PropertyParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "user       | user       | true",
                "user       | user_id    | false",
                "user       | User       | false",
                "user_*     | user_id    | true",
                "user_*     | user_      | true",
                "user_*     | user       | false",
                "*_id       | user_id    | true",
                "*_id       | user_idx   | false",
                "*a*b*      | xaxbx      | true",
                "*a*b*      | xbxax      | false",
                "*ab        | aab        | true",
                "a*a        | a          | false",
                "*          | ``         | true",
                "**         | x          | true",
                "a.b        | axb        | false",
                "(a+b)?     | a          | false",
                "[a\\E      | [a\\E      | true",
            })
    void matchesWholeKeysWhereAStarStandsForAnyCharacters(String glob, String key, boolean taken) {
        assertThat(KeyFilter.of(List.of(glob)).takes(key)).isEqualTo(taken);
    }

    @Test
    void takesWhatIsIncludedAndNotExcludedWhereverTheExclusionStands() {
        KeyFilter globs = KeyFilter.of(List.of("!*_secret", "user_*", "request_id"));

        assertThat(globs.takes("user_id")).isTrue();
        assertThat(globs.takes("request_id")).isTrue();
        assertThat(globs.takes("user_secret")).isFalse();
        assertThat(globs.takes("path")).isFalse();
    }

    @Test
    void takesAllOthersWhenItOnlyExcludes() {
        assertThat(KeyFilter.of(List.of("!a")).takes("b")).isTrue();
        assertThat(KeyFilter.of(List.of("!a")).takes("a")).isFalse();
        assertThat(KeyFilter.of(List.of()).takes("a")).isTrue();
    }

    @Test
    void takesAllBesideExclusions() {
        KeyFilter globs = property("all, !x");

        assertThat(globs.takes("y")).isTrue();
        assertThat(globs.takes("x")).isFalse();
        assertThat(property("All").takesAll()).isTrue();
        assertThat(property("none").takesNone()).isTrue();
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void refusesNoneBesideOthers() {
        property("none, x");

        assertThat(settings.faults()).singleElement().asString().contains("keyValues", "none is combined with others");
    }

    private KeyFilter property(String text) {
        return KeyFilter.parse("keyValues", text, settings);
    }

    @Test
    void readsAListByCommasAndLineEnds() {
        KeyFilter globs = KeyFilter.parse(" a, b*,,\n !bc ");

        assertThat(List.of("a", "b", "bb", "bc", "c").stream().filter(globs::takes))
                .containsExactly("a", "b", "bb");
        assertThat(KeyFilter.parse("").takes("anything")).isTrue();
    }

    @Test
    void matchesKeysWithLineEndsAndSurrogates() {
        assertThat(KeyFilter.of(List.of("a*b")).takes("a\n\ud83d\ude00\ud800b")).isTrue();
        assertThat(KeyFilter.of(List.of("a\ud800")).takes("a\ud801")).isFalse();
    }

    @Test
    @Timeout(20)
    void doesNotTakeForeverHoweverManyStarsThereAre() {
        KeyFilter globs = KeyFilter.of(List.of("*a".repeat(100) + "*b"));

        assertThat(globs.takes("a".repeat(10_000))).isFalse();
    }
}
