package io.github.lokiline.compatibility.artifacts;

import io.github.lokiline.compatibility.artifacts.Tests.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of promises on a page. Number and words are the page's; the last column lists the tests that are tagged
 * with the number. Immutable.
 *
 * <pre>{@code
 * | 5 | **At least once**: a retry sends the same bytes. | *client*: `StreamTest`, `OutageTest.aRetrySendsTheSameBytes` |
 * }</pre>
 */
final class PromiseTable {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| (\\*\\*.*?) \\|[^|\n]*\\|$");

    private final String page;

    PromiseTable(String page) {
        this.page = page;
    }

    List<Integer> numbers() {
        return ROW.matcher(page)
                .results()
                .map(row -> Integer.valueOf(row.group(1)))
                .toList();
    }

    /** Returns the expected page. A promise without a test has an empty last column. */
    String writtenFrom(Tests tests) {
        return ROW.matcher(page)
                .replaceAll(row -> Matcher.quoteReplacement("| " + row.group(1) + " | " + row.group(2) + " | "
                        + shown(tests.showing(Integer.parseInt(row.group(1)))) + " |"));
    }

    private static String shown(List<Shown> tests) {
        Map<String, List<String>> byModule = tests.stream()
                .collect(Collectors.groupingBy(
                        Shown::module,
                        LinkedHashMap::new,
                        Collectors.mapping(test -> "`" + test.name() + "`", Collectors.toList())));
        return byModule.entrySet().stream()
                .map(module -> "*" + module.getKey() + "*: " + String.join(", ", module.getValue()))
                .collect(Collectors.joining("; "));
    }
}
