package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests that the table of promises in {@code docs/reliability.md} lists the tests that are tagged with each promise,
 * and that every other test that it and {@code docs/conformance.md} name is run.
 */
class ReliabilityPageTest {

    private static final Path RELIABILITY = Pom.ROOT.resolve("docs/reliability.md");
    private static final Path CONFORMANCE = Pom.ROOT.resolve("docs/conformance.md");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|Contract))(?:\\.(\\w+))?`");
    private static final String COMMAND = "mvn test -pl compatibility/artifacts -am -Dreliability.write"
            + " -Dtest=ReliabilityPageTest -Dsurefire.failIfNoSpecifiedTests=false";

    private static final Tests TESTS = Tests.ofTheBuild();

    @Test
    void everyPromiseHasATestThatRuns() throws IOException {
        assertThat(new PromiseTable(Files.readString(RELIABILITY)).numbers())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList())
                .allSatisfy(promise -> assertThat(TESTS.showing(promise))
                        .as("tests tagged promise-" + promise)
                        .isNotEmpty());
    }

    @Test
    void everyTagNamesAPromise() throws IOException {
        assertThat(new PromiseTable(Files.readString(RELIABILITY)).numbers()).containsAll(TESTS.taggedPromises());
    }

    /** Writes the page if {@code -Dreliability.write} is set, unless a promise has no test. */
    @Test
    void theTableIsMadeOfTheTestsThatAreTagged() throws IOException {
        everyPromiseHasATestThatRuns();
        String written = new PromiseTable(Files.readString(RELIABILITY)).writtenFrom(TESTS);
        if (Boolean.getBoolean("reliability.write")) {
            Files.writeString(RELIABILITY, written);
        }

        assertThat(Files.readString(RELIABILITY)).as("write it: " + COMMAND).isEqualTo(written);
    }

    @Test
    void thePageSaysHowItsTableIsWritten() throws IOException {
        assertThat(Files.readString(RELIABILITY).replaceAll(" *\\\\\n *", " ")).contains(COMMAND);
    }

    @TestFactory
    Stream<DynamicTest> theTestsItNamesAreRun() throws IOException {
        return run(RELIABILITY);
    }

    @TestFactory
    Stream<DynamicTest> theTestsOfTheConformancePageAreRun() throws IOException {
        return run(CONFORMANCE);
    }

    @Test
    void theConformancePageHasARowForEachRule() throws IOException {
        List<String> rows = Files.readString(CONFORMANCE)
                .lines()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> line.replaceAll("^\\| (\\d+) .*", "$1"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 48).mapToObj(String::valueOf).toList());
    }

    private static Stream<DynamicTest> run(Path page) throws IOException {
        List<MatchResult> named =
                NAMED.matcher(Files.readString(page)).results().toList();
        assertThat(named).hasSizeGreaterThan(20);
        return named.stream()
                .map(test -> DynamicTest.dynamicTest(
                        test.group(),
                        () -> assertThat(TESTS.isRun(test.group(1), Optional.ofNullable(test.group(2))))
                                .isTrue()));
    }
}
