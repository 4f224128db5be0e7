package io.github.lokiline.compatibility.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests an application that uses only the BOMs, in its own JVM, with the class path that Maven resolves for it. */
class PlainLog4jTest {
    private static final Path CLASS_PATH = Path.of("..", "log4j2", "target", "class-path.txt");

    @TempDir
    private Path dir;

    @Test
    void needsNothingOfLogback() throws IOException {
        assertThat(classPath())
                .isNotEmpty()
                .noneMatch(entry -> entry.matches(".*/(logback|slf4j|(lokiline-)?json-encoder)[^/]*(/.*)?"));
    }

    @Test
    void deliversItsLastLineWhenItReturnsFromMain() throws Exception {
        String joined = String.join(File.pathSeparator, classPath());

        delivers(List.of("-cp", joined + File.pathSeparator + testClasses()));
    }

    @Test
    void worksAsANamedModule() throws Exception {
        String joined = String.join(File.pathSeparator, classPath());

        delivers(List.of("-p", joined, "--add-modules", "io.github.lokiline.log4j2", "-cp", testClasses()));
    }

    private void delivers(List<String> path) throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start()) {
            String printed = run(path, loki.url());

            assertThat(printed).isEmpty();
            assertThat(loki.lines()).hasSize(3).allMatch(line -> line.contains("\"request_id\":\"r-17\""));
            assertThat(loki.lines().get(0)).contains("\"message\":\"order 17 paid\"");
            assertThat(loki.lines().get(1)).contains("\"message\":\"done\"", "\"status_code\":200");
            assertThat(loki.lines().get(2)).contains("IllegalStateException: sold out");
        }
    }

    private String run(List<String> path, String lokiUrl) throws IOException, InterruptedException {
        Path configuration = dir.resolve("log4j2.xml");
        Files.writeString(configuration, """
                <Configuration status="WARN">
                  <Appenders>
                    <Loki name="LOKI" url="${env:LOKI_URL}">
                      <LokiLabel name="service_name" value="orders"/>
                      <JsonLine/>
                    </Loki>
                  </Appenders>
                  <Loggers>
                    <Root level="INFO"><AppenderRef ref="LOKI"/></Root>
                  </Loggers>
                </Configuration>
                """);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(path);
        command.add("-Dlog4j2.configurationFile=" + configuration);
        command.add(PlainLog4j.class.getName());
        Path output = dir.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("LOKI_URL", lokiUrl);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private static List<String> classPath() throws IOException {
        return Stream.of(Files.readString(CLASS_PATH).split(Pattern.quote(File.pathSeparator), -1))
                .map(String::strip)
                .toList();
    }

    private static String testClasses() {
        return Path.of("target", "test-classes").toString();
    }
}
