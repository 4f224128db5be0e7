package io.github.lokiline.compatibility.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.StoredEntry;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests the starter in a container: the layers of a jar, and not one folder that may be written. */
class DeploymentTest {

    /** Linux refuses a new file there to every user. */
    private static final String READ_ONLY = "/proc";

    @TempDir
    private Path image;

    @Test
    @EnabledOnOs(OS.LINUX)
    void layersOnAReadOnlyFileSystemDeliver() throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                        BootVersion.java(),
                        "-Djava.io.tmpdir=" + READ_ONLY,
                        "-Duser.home=" + READ_ONLY,
                        "-jar",
                        layers().toString(),
                        BootVersion.NAME)
                .directory(new File(READ_ONLY));
        try (EmbeddedLoki loki = EmbeddedLoki.start();
                BootProcess application = BootProcess.start(
                        program, Map.of("LOKILINE_URL", loki.url(), "LOKILINE_SPOOLDIRECTORY", READ_ONLY + "/spool"))) {
            application.awaitStarted();

            assertThat(application.end()).as(application.output()).isZero();
            assertThat(application.output()).contains("spoolDirectory");
            assertThat(loki.lines())
                    .anySatisfy(line -> assertThat(line).contains("\"message\":\"Starting Application"))
                    .anySatisfy(line -> assertThat(line).contains("line 20 before the end"));
            assertThat(loki.entries())
                    .extracting(StoredEntry::labels)
                    .allSatisfy(labels -> assertThat(labels).containsEntry("service_name", "orders"));
        }
    }

    /** Returns the application's jar beside the folders of its layers, as a Dockerfile copies them. */
    private Path layers() throws Exception {
        Path jar = BootJar.of(Application.class, BootVersion.BOOT_4.classPath("", "class-path.txt"), image);
        Process extract = new ProcessBuilder(
                        BootVersion.java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        "extracted")
                .directory(image.toFile())
                .inheritIO()
                .start();
        assertThat(extract.waitFor()).isZero();
        return image.resolve("extracted").resolve(jar.getFileName());
    }
}
