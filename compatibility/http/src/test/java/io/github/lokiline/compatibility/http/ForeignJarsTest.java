package io.github.lokiline.compatibility.http;

import static io.github.lokiline.compatibility.http.ChildProgram.foreign;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** An application whose own dependencies do not fit OkHttp: its lines arrive, and one message names the jar. */
@Tag("promise-1")
class ForeignJarsTest {

    private static final List<String> NOTHING = List.of();
    private static final List<String> OKHTTP = List.of("okhttp");
    private static final List<String> OKIO = List.of("okio");
    private static final List<String> OKHTTP_AND_OKIO = List.of("okhttp", "okio");
    private static final List<String> KOTLIN = List.of("kotlin");

    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void stop() {
        loki.close();
    }

    @Test
    void theJarsOfThisBuildNeedNoMessage() throws Exception {
        ChildProgram program = ChildProgram.withClassPath(List.of(), NOTHING, loki.url());

        assertThatLinesArrived(program);
        assertThat(program.fallbacks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"okio-jvm-3.9.0.jar", "okio-jvm-3.7.0.jar", "okio-jvm-3.6.0.jar"})
    void anOlderOkioIsNamed(String okio) throws Exception {
        ChildProgram inPlaceOfOurs = ChildProgram.withClassPath(List.of(foreign(okio)), OKIO, loki.url());
        ChildProgram inFront = ChildProgram.withClassPath(List.of(foreign(okio)), NOTHING, loki.url());

        for (ChildProgram program : List.of(inPlaceOfOurs, inFront)) {
            assertThatLinesArrived(program);
            assertThat(program.fallbacks()).singleElement().asString().contains(okio, "okio-jvm 3.18.1");
        }
    }

    @Test
    void anAlphaOfOkHttpIsNamedOrWorks() throws Exception {
        String alpha = "okhttp-5.0.0-alpha.14.jar";
        ChildProgram inPlaceOfOurs = ChildProgram.withClassPath(List.of(foreign(alpha)), OKHTTP, loki.url());
        ChildProgram inFront = ChildProgram.withClassPath(List.of(foreign(alpha)), NOTHING, loki.url());
        ChildProgram withItsOkio = ChildProgram.withClassPath(
                List.of(foreign(alpha), foreign("okio-jvm-3.9.0.jar")), OKHTTP_AND_OKIO, loki.url());

        for (ChildProgram program : List.of(inPlaceOfOurs, inFront, withItsOkio)) {
            assertThatLinesArrived(program);
            assertThat(program.fallbacks()).allMatch(message -> message.contains(alpha));
        }
    }

    @Test
    void okHttp4WorksWithItsOwnOkioAndWithOurs() throws Exception {
        Path four = foreign("okhttp-4.12.0.jar");
        ChildProgram withOurs = ChildProgram.withClassPath(List.of(four), OKHTTP, loki.url());
        ChildProgram withItsOwn =
                ChildProgram.withClassPath(List.of(four, foreign("okio-jvm-3.6.0.jar")), OKHTTP_AND_OKIO, loki.url());

        for (ChildProgram program : List.of(withOurs, withItsOwn)) {
            assertThatLinesArrived(program);
            assertThat(program.fallbacks()).isEmpty();
        }
    }

    @Test
    void withoutOkHttpTheJdksClientIsUsed() throws Exception {
        ChildProgram program = ChildProgram.withClassPath(List.of(), List.of("okhttp", "okio", "kotlin"), loki.url());

        assertThatLinesArrived(program);
        assertThat(program.fallbacks())
                .singleElement()
                .asString()
                .contains("OkHttp is not on the class path", "set httpClient to jdk");
    }

    @Test
    void withoutKotlinOrOkioTheMissingClassIsNamed() throws Exception {
        ChildProgram withoutKotlin = ChildProgram.withClassPath(List.of(), KOTLIN, loki.url());
        ChildProgram withoutOkio = ChildProgram.withClassPath(List.of(), OKIO, loki.url());

        assertThatLinesArrived(withoutKotlin);
        assertThat(withoutKotlin.fallbacks()).singleElement().asString().contains("okhttp-jvm-", "kotlin.");
        assertThatLinesArrived(withoutOkio);
        assertThat(withoutOkio.fallbacks()).singleElement().asString().contains("okhttp-jvm-", "okio.");
    }

    @Test
    void theJarOfSpringBootNamesTheJarInside(@TempDir Path folder) throws Exception {
        Path good = bootJar(folder.resolve("good.jar"), List.of(), NOTHING);
        Path bad = bootJar(folder.resolve("bad.jar"), List.of(foreign("okio-jvm-3.9.0.jar")), OKIO);

        ChildProgram withOurs = ChildProgram.ofJar(good, loki.url());
        ChildProgram withAnOlder = ChildProgram.ofJar(bad, loki.url());

        assertThatLinesArrived(withOurs);
        assertThat(withOurs.fallbacks()).isEmpty();
        assertThatLinesArrived(withAnOlder);
        assertThat(withAnOlder.fallbacks()).singleElement().asString().contains("okio-jvm-3.9.0.jar");
    }

    private void assertThatLinesArrived(ChildProgram program) {
        assertThat(loki.lines()).as(program.output()).anyMatch(line -> line.contains("\"one\""));
        assertThat(loki.lines()).as(program.output()).anyMatch(line -> line.contains("\"two\""));
        assertThat(program.output()).doesNotContain("Exception in thread", "entries lost");
    }

    /** Packs this class path as Spring Boot's plugin does; folders become jars. */
    private static Path bootJar(Path jar, List<Path> added, List<String> without) throws IOException {
        Path own = packed(Path.of("target", "test-classes"), jar.resolveSibling("own-" + jar.getFileName()));
        Repackager repackager = new Repackager(own.toFile());
        repackager.setMainClass(Program.class.getName());
        repackager.repackage(jar.toFile(), libraries -> {
            for (Path library : added) {
                libraries.library(new Library(library.toFile(), LibraryScope.RUNTIME));
            }
            int number = 0;
            for (String entry : ChildProgram.classPath(without)) {
                Path path = Path.of(entry);
                if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
                    Path packed = packed(path, jar.resolveSibling("part-" + number++ + "-" + jar.getFileName()));
                    libraries.library(new Library(packed.toFile(), LibraryScope.RUNTIME));
                } else if (entry.endsWith(".jar") && new File(entry).isFile() && isNeeded(path)) {
                    libraries.library(new Library(new File(entry), LibraryScope.RUNTIME));
                }
            }
        });
        return jar;
    }

    private static boolean isNeeded(Path jar) {
        return jar.getFileName()
                .toString()
                .matches("(okhttp|okio|kotlin|logback|slf4j|lokiline|annotations|jspecify).*");
    }

    private static Path packed(Path folder, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out);
                var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return jar;
    }
}
