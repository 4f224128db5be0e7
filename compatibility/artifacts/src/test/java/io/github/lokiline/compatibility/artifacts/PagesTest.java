package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests that the pages' links have targets, and that quoted messages exist in the code. */
class PagesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Pattern SAID = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final int README_LINES = 150;

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
        return pages().stream()
                .flatMap(page -> LINK.matcher(text(page))
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> !link.startsWith("http"))
                        .map(link -> DynamicTest.dynamicTest(
                                ROOT.relativize(page) + " → " + link,
                                () -> assertThat(leadsSomewhere(page, link)).isTrue())));
    }

    @Test
    void everyPageCanBeFoundFromTheReadme() throws IOException {
        Path docs = ROOT.resolve("docs");
        Path contents = docs.resolve("contents.md");
        assertThat(text(ROOT.resolve("README.md"))).contains("docs/contents.md");
        for (String folder : List.of("", "frameworks")) {
            try (Stream<Path> pages = Files.list(docs.resolve(folder))) {
                assertThat(pages.filter(page -> page.toString().endsWith(".md") && !page.equals(contents)))
                        .allSatisfy(page -> assertThat(text(contents)).contains("(" + docs.relativize(page) + ")"));
            }
        }
    }

    @Test
    void theReadmeIsShort() {
        assertThat(text(ROOT.resolve("README.md")).lines().count()).isLessThan(README_LINES);
    }

    @Test
    void theMessagesThatTroubleshootingExplainsAreThoseOfTheCode() throws IOException {
        String sources = sources();

        assertThat(SAID.matcher(text(ROOT.resolve("docs/troubleshooting.md")))
                        .results()
                        .map(message -> message.group(1)))
                .hasSizeGreaterThan(10)
                .allSatisfy(message ->
                        assertThat(sources.contains(message)).as(message).isTrue());
    }

    /** Returns the code with adjacent string literals joined. */
    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                    .map(PagesTest::text)
                    .map(source -> source.replaceAll("\"\\s*\\+\\s*\"", ""))
                    .collect(Collectors.joining());
        }
    }

    private static boolean leadsSomewhere(Path page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
    }

    /** Returns the anchors that GitHub creates for a page. */
    private static List<String> anchors(Path page) {
        Matcher headings = HEADING.matcher(text(page));
        return headings.results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading ->
                        heading.replaceAll("[^\\p{L}\\p{N} _-]", "").strip().replace(' ', '-'))
                .toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
