package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The part of plain technical English that a program can check, in comments and messages of main code. */
class LanguageTest {

    /** Metaphors and private words. CONTRIBUTING has the terms to use. */
    private static final Pattern BANNED = Pattern.compile(
            "\\b(mend(s|ed|ing)?|heirs?|twins?|dear|told|whoever|of ours|ways? out|stands?|faces?|extras|folds?|folded"
                    + "|lest|for want of|bequeath(s|ed)?)\\b",
            Pattern.CASE_INSENSITIVE);

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

    private static Stream<DynamicTest> files(Function<CommentsAndTexts, List<String>> faults) {
        return MainSources.MAINTAINED.stream()
                .flatMap(module -> MainSources.files(module).stream())
                .map(CommentsAndTexts::of)
                .map(file -> DynamicTest.dynamicTest(
                        file.name(), () -> assertThat(faults.apply(file)).isEmpty()));
    }
}
