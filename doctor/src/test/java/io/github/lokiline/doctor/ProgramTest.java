package io.github.lokiline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.LokiExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests the jar as users run it, in its own process, by its exit code and output only. */
@EnabledIfSystemProperty(
        named = ProgramTest.JAR,
        matches = ".+",
        disabledReason = "there is no jar before it is packed")
@ExtendWith(LokiExtension.class)
class ProgramTest {

    static final String JAR = "doctor.jar";

    private record Ended(int exit, String out, String err) {}

    @TempDir
    Path folder;

    @Test
    void examinesTheEnvironmentAndExitsWithZero(EmbeddedLoki loki) throws Exception {
        Ended ended = run(Map.of("LOKI_URL", loki.url(), "LOKI_APPLICATION", "orders"));

        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("All checks passed.");
        assertThat(ended.err()).isEmpty();
        assertThat(loki.entries()).hasSize(1);
    }

    @Test
    void examinesAFileWithVariablesOfTheEnvironment(EmbeddedLoki loki) throws Exception {
        Path file = Files.writeString(folder.resolve("logback.xml"), """
                <configuration debug="true" scan="true">
                  <appender name="L" class="io.github.lokiline.logback.loki.LokiAppender"><url>${MY_URL}</url></appender>
                  <root level="INFO"><appender-ref ref="L"/></root>
                </configuration>
                """);

        Ended ended = run(Map.of("MY_URL", loki.url()), file.toString());

        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).startsWith("Appender L: " + loki.url());
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void exitsWithOneWhenACheckFails() throws Exception {
        Ended ended = run(Map.of("LOKI_URL", "http://ann:word-of-ann@nothing.invalid"));

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).contains("FAIL", "nothing.invalid").doesNotContain("word-of-ann");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void exitsWithTwoWhenThereIsNothingToCheck() throws Exception {
        Ended ended = run(Map.of());

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out()).contains("LOKI_URL is not set");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void isTheOnlyOneThatAShellFindsByItsName() throws Exception {
        try (Stream<Path> files = Files.list(jar().getParent())) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("lokiline-doctor-.*\\.jar")))
                    .containsExactly(jar().getFileName().toString());
        }
    }

    @Test
    void carriesTheLicencesOfWhatIsInIt() throws Exception {
        try (JarFile jar = new JarFile(jar().toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("META-INF/LICENSE", "META-INF/LICENSE.txt", "META-INF/THIRD-PARTY.txt")
                    .doesNotContain("module-info.class");
            String named = new String(
                    jar.getInputStream(jar.getEntry("META-INF/THIRD-PARTY.txt")).readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(named).contains("logback-core", "okhttp-jvm", "kotlin-stdlib", "snakeyaml", "jackson-core");
        }
    }

    private static Path jar() {
        return Path.of(System.getProperty(JAR));
    }

    private Ended run(Map<String, String> variables, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar().toString()));
        command.addAll(List.of(args));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LOKI_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(variables);
        int exit = builder.start().waitFor();
        return new Ended(exit, Files.readString(out), Files.readString(err));
    }
}
