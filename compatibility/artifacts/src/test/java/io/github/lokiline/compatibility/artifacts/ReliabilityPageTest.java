package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every test that {@code docs/reliability.md} and {@code docs/conformance.md} name is there, and no rule lacks its row. */
class ReliabilityPageTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`");

    @TestFactory
    Stream<DynamicTest> theTestsItNamesExist() throws IOException {
        return existing("docs/reliability.md");
    }

    @TestFactory
    Stream<DynamicTest> theTestsOfTheConformancePageExist() throws IOException {
        return existing("docs/conformance.md");
    }

    @Test
    void theConformancePageHasARowForEachRule() {
        List<String> rows = read(ROOT.resolve("docs/conformance.md"))
                .lines()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> line.replaceAll("^\\| (\\d+) .*", "$1"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 48).mapToObj(String::valueOf).toList());
    }

    private static Stream<DynamicTest> existing(String page) throws IOException {
        List<Path> sources = testSources();
        List<MatchResult> named =
                NAMED.matcher(Files.readString(ROOT.resolve(page))).results().toList();
        assertThat(named).hasSizeGreaterThan(20);
        return named.stream()
                .map(test -> DynamicTest.dynamicTest(
                        test.group(), () -> assertThat(sources).anyMatch(source -> holds(source, test))));
    }

    private static boolean holds(Path source, MatchResult test) {
        boolean sameClass = source.getFileName().toString().equals(test.group(1) + ".java");
        return sameClass && (test.group(2) == null || read(source).contains("void " + test.group(2) + "("));
    }

    private static List<Path> testSources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().matches(".*/src/(test|contract)/java/.*"))
                    .toList();
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
