package io.github.lokiline.compatibility.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The jars that OkHttp costs, in {@code docs/configuration.md}. */
class DependencySizesTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "configuration.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+\\.jar)` \\| (\\d+) KB \\|$");

    @Test
    void thePageNamesEachJarWithItsSize() throws IOException {
        TreeSet<String> documented = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));

        TreeSet<String> found = ChildProgram.classPath(List.of()).stream()
                .map(File::new)
                .filter(file -> file.getName().matches("(okhttp|okio|kotlin|annotations).*\\.jar"))
                .map(file -> file.getName() + " " + Math.round(file.length() / 1000.0))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(documented);
    }
}
