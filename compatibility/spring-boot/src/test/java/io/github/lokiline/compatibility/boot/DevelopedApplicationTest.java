package io.github.lokiline.compatibility.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the starter beside Spring Boot's developer tools and Spring Cloud. */
class DevelopedApplicationTest {

    @TempDir
    private Path configuration;

    @ParameterizedTest
    @EnumSource
    void aRestartAndARefreshKeepNameAndDelivery(BootVersion boot) throws Exception {
        Files.writeString(configuration.resolve("application.yml"), Page.snippet("getting-started.md", "lokiline:"));
        String classPath = WebJars.classPath(boot, WebJars.LOGBACK, WebJars.MVC, WebJars.DEVELOPMENT);
        ProcessBuilder program = BootVersion.program(DevelopedApplication.class, classPath, configuration);
        program.command()
                .addAll(List.of(
                        "--spring.main.web-application-type=none",
                        "--spring.cloud.compatibility-verifier.enabled=false",
                        // Its refresh starts a second application within the first.
                        "--spring.cloud.bootstrap.enabled=" + (boot == BootVersion.BOOT_4)));
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                BootProcess application = BootProcess.start(program, Map.of("LOKILINE_URL", loki.url()))) {
            application.awaitStarted();

            assertThat(application.end()).as(application.output()).isZero();
            assertThat(loki.lines())
                    .map(line -> JsonLines.text(line, "message"))
                    .filteredOn(message -> message.startsWith("line "))
                    .containsExactlyInAnyOrder(
                            "line before the restart", "line after the restart", "line after the refresh");
            assertThat(loki.entries())
                    .extracting(StoredEntry::labels)
                    .allSatisfy(labels -> assertThat(labels).containsEntry("service_name", "orders"));
        }
    }
}
