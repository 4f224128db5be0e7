package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests that the versions on {@code docs/compatibility.md} are those in the poms and in {@code .ci/run}, and no others.
 */
class CompatibilityPageTest {
    private static final Path PAGE = Pom.ROOT.resolve("docs/compatibility.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z][\\w. ]+) \\| ((?:`[\\d.]+`(?:, )?)+) \\| ");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** The page's name of a library, and the end of the property with its version. */
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("Logback", "logback"),
            Map.entry("SLF4J", "slf4j"),
            Map.entry("Log4j", "log4j"),
            Map.entry("OkHttp", "okhttp"),
            Map.entry("Jackson 2", "jackson2"),
            Map.entry("Jackson 3", "jackson3"),
            Map.entry("Micrometer", "micrometer"),
            Map.entry("Spring Boot", "spring-boot(?:-4)?"),
            Map.entry("Servlet", "servlet"),
            Map.entry("Dropwizard", "dropwizard"),
            Map.entry("Helidon", "helidon"),
            Map.entry("Javalin", "javalin"),
            Map.entry("Micronaut", "micronaut"),
            Map.entry("Tomcat", "tomcat"),
            Map.entry("Vert.x", "vertx"));

    @TestFactory
    Stream<DynamicTest> saysTheVersionsThatAreRun() throws IOException {
        String build = build();
        return PROPERTIES.entrySet().stream()
                .map(library -> DynamicTest.dynamicTest(
                        library.getKey(),
                        () -> assertThat(said(library.getKey())).isEqualTo(run(library.getValue(), build))));
    }

    @Test
    void saysTheJavasThatAreRun() throws IOException {
        String release = Pom.in(Pom.ROOT)
                .texts("/project/properties/maven.compiler.release")
                .get(0);
        String ci = Files.readString(Pom.ROOT.resolve(".ci/run"));

        assertThat(said("Java")).hasSize(2).contains(release).allMatch(java -> ci.contains("JDK " + java));
    }

    @Test
    void listsNothingThatIsNotChecked() throws IOException {
        Set<String> libraries = new TreeSet<>(PROPERTIES.keySet());
        libraries.add("Java");

        assertThat(ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(libraries);
    }

    private static Set<String> said(String library) throws IOException {
        List<MatchResult> rows = ROW.matcher(Files.readString(PAGE))
                .results()
                .filter(row -> row.group(1).equals(library))
                .toList();
        assertThat(rows).hasSize(1);
        return CODE.matcher(rows.get(0).group(2))
                .results()
                .map(version -> version.group(1))
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    /**
     * Returns the versions that are set in a pom, as {@code <oldest.logback.version>1.5.0<}, or on a command line of
     * CI, {@code -Dlogback.version=1.6.6}.
     */
    private static Set<String> run(String property, String build) {
        return Pattern.compile("[<.D]" + property + "\\.version[>=]([\\d.]+)")
                .matcher(build)
                .results()
                .map(version -> version.group(1))
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static String build() throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(Pom.ROOT.resolve("pom.xml"));
        files.add(Pom.ROOT.resolve(".ci/run"));
        Pom root = Pom.in(Pom.ROOT);
        Stream.concat(root.moduleNames().stream(), root.unpublishedModuleNames().stream())
                .filter(module -> !module.startsWith("benchmarks"))
                .forEach(module -> files.add(Pom.ROOT.resolve(module).resolve("pom.xml")));
        StringBuilder text = new StringBuilder();
        for (Path file : files) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }
}
