package io.github.lokiline.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.lokiline.elsewhere.WritesABean;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulePathTest {
    @TempDir
    private Path dir;

    @Test
    void takesBeansApartByJackson3() throws Exception {
        assertThat(printed(
                        "tools.jackson.databind",
                        tools.jackson.databind.ObjectMapper.class,
                        tools.jackson.core.JsonGenerator.class))
                .isEqualTo("{\"id\":\"o-7\"}");
    }

    @Test
    void takesBeansApartByJackson2() throws Exception {
        assertThat(printed(
                        "com.fasterxml.jackson.databind",
                        com.fasterxml.jackson.databind.ObjectMapper.class,
                        com.fasterxml.jackson.core.JsonGenerator.class))
                .isEqualTo("{\"id\":\"o-7\"}");
    }

    /** What an application prints that has json-line and one Jackson as modules. */
    private String printed(String jackson, Class<?>... ofJackson) throws Exception {
        String modules = Stream.concat(Stream.of(JsonLineWriter.class, JsonInclude.class), Stream.of(ofJackson))
                .map(ModulePathTest::place)
                .collect(Collectors.joining(File.pathSeparator));
        Path output = dir.resolve("output");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        modules,
                        "--add-modules",
                        JsonLineWriter.class.getPackageName() + "," + jackson,
                        "--add-exports",
                        JsonLineWriter.class.getPackageName() + "/" + Utf8JsonWriter.class.getPackageName()
                                + "=ALL-UNNAMED",
                        "-cp",
                        place(WritesABean.class),
                        WritesABean.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output).strip();
    }

    /** The folder or jar that a class comes from. */
    private static String place(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
