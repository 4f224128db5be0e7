package io.github.lokiline.compatibility.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that {@code docs/native-image.md} describes the GraalVM metadata of each artifact, and that an artifact without
 * metadata uses no reflection.
 */
class NativeImagePageTest {
    private static final Path PAGE = Pom.ROOT.resolve("docs/native-image.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z0-9-]+`(?:, `[a-z0-9-]+`)*) \\| (.*?) \\|$");
    private static final Pattern NAME = Pattern.compile("`([a-z0-9-]+)`");

    /** The names that a class file contains if the class uses features that need metadata. */
    private static final List<String> REFLECTION = List.of(
            "java/lang/reflect/Method",
            "java/lang/reflect/Field",
            "java/lang/reflect/Constructor",
            "java/lang/reflect/Proxy",
            "java/util/ServiceLoader",
            "getResourceAsStream",
            "forName");

    private static List<String> artifacts() {
        return Pom.in(Pom.ROOT.resolve("bom")).managedArtifacts();
    }

    @Test
    void thePageHasARowForEachArtifact() throws IOException {
        List<String> named = rows().flatMap(row -> NAME.matcher(row.group(1)).results())
                .map(name -> name.group(1))
                .toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(artifacts());
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void tellsSomethingOrUsesNoReflection(String artifact) throws IOException {
        boolean saysNothing = rows().filter(row -> row.group(1).contains("`" + artifact + "`"))
                .allMatch(row -> row.group(2).startsWith("nothing"));
        Path classes = Pom.ROOT.resolve(Path.of(Pom.folderOf(artifact), "target", "classes"));

        assertThat(Files.exists(classes.resolve("META-INF/native-image"))).isEqualTo(!saysNothing);
        if (saysNothing) {
            assertThat(usingReflection(classes)).isEmpty();
        }
    }

    /** Returns the classes that use reflection; class files contain the called names as plain text. */
    private static List<String> usingReflection(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> REFLECTION.stream().anyMatch(text(file)::contains))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results();
    }
}
