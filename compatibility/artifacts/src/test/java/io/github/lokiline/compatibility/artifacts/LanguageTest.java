package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The part of plain technical English that a program can check: comments and messages of main code, and the pages. */
class LanguageTest {

    /** Metaphors and private words. CONTRIBUTING has the terms to use. */
    private static final String WORDS = "mend(s|ed|ing)?|heirs?|twins?|dear(er)?|told|whoever|of\\s+ours|ways?\\s+out"
            + "|stands?|faces?|folds?|folded|lest|for\\s+want\\s+of|bequeath(s|ed)?|costs?\\s+(itself|themselves)";

    private static final Pattern BANNED = words(WORDS + "|extras");

    /** Has no "extras": the pages link to a heading of this name, which explains {@code maxExtras}. */
    private static final Pattern BANNED_ON_PAGES = words(WORDS);

    /** A name that users' dashboards have. */
    private static final String METER = "lokiline.labels.folded";

    @TestFactory
    Stream<DynamicTest> noJavadocBeginsWithAClause() {
        return files(file -> file.firstWordsOfJavadoc().stream()
                .filter(Figures.CLAUSES::contains)
                .toList());
    }

    @TestFactory
    Stream<DynamicTest> noCommentAndNoTextHasABannedWord() {
        return files(file -> Stream.concat(file.comments().stream(), file.texts().stream())
                .flatMap(text ->
                        BANNED.matcher(text.replace(METER, "")).results().map(MatchResult::group))
                .toList());
    }

    @Test
    void pagesUseNoBannedWord() throws IOException {
        List<PageProse> pages = PageProse.all();
        List<String> found =
                pages.stream().flatMap(page -> page.places(BANNED_ON_PAGES)).toList();

        assertThat(pages).hasSizeGreaterThan(50);
        assertThat(found).isEmpty();
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("\\b(" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE);
    }

    private static Stream<DynamicTest> files(Function<CommentsAndTexts, List<String>> faults) {
        return MainSources.MAINTAINED.stream()
                .flatMap(module -> MainSources.files(module).stream())
                .map(CommentsAndTexts::of)
                .map(file -> DynamicTest.dynamicTest(
                        file.name(), () -> assertThat(faults.apply(file)).isEmpty()));
    }
}
