package io.github.lokiline.compatibility.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program of {@code docs/frameworks/cli.md}. */
@Tag("promise-9")
class CommandLineTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void build() throws IOException {
        PageApplication.build("cli", folder, Framework.TOMCAT.classPath());
    }

    @ParameterizedTest
    @CsvSource({"Import rows.csv, 0, imported", "Import, 2, no file given", "Import rows.zip, 1, importing rows.zip"})
    void theLastLineArrivesHoweverMainEnds(String command, int exitCode, String lastLine) throws Exception {
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                PageApplication program = PageApplication.start(
                        folder,
                        PageApplication.withApplication(folder, Framework.TOMCAT.classPath()),
                        List.of(command.split(" ", -1)),
                        Map.of("LOKI_URL", loki.url(), "LOKI_APPLICATION", "orders"))) {
            assertThat(program.exitCode()).as(program.output()).isEqualTo(exitCode);

            assertThat(loki.entries()).isNotEmpty().allSatisfy(entry -> {
                assertThat(entry.labels()).containsEntry("service_name", "orders");
                assertThat(entry.metadata()).containsKey("request_id");
            });
            assertThat(loki.entries().stream().map(LokiLines::message)).last().isEqualTo(lastLine);
        }
    }
}
