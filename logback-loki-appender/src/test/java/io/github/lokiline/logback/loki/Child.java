package io.github.lokiline.logback.loki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** An application in a JVM of its own. Owned by the test's thread. */
final class Child implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it.
     *
     * @param dir holds its {@code logback.xml}, which is on its class path, and is where its output goes
     */
    static Child start(Class<?> main, Path dir) throws IOException, URISyntaxException {
        List<String> classPath = new ArrayList<>(List.of(dir.toString()));
        classPath.addAll(ownClassPath());
        Path output = dir.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        main.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Child(process, output);
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** Waits for its end, which must be a good one. */
    void end() throws Exception {
        end(0);
    }

    void end(int exitValue) throws Exception {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output()).isTrue();
        assertThat(process.exitValue()).as(output()).isEqualTo(exitValue);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** All that this test runs with, whether from the class path or from the module path. */
    private static Set<String> ownClassPath() throws URISyntaxException {
        Set<String> places = new LinkedHashSet<>();
        String self = Child.class.getName().replace('.', '/') + ".class";
        String found =
                Path.of(Child.class.getClassLoader().getResource(self).toURI()).toString();
        places.add(found.substring(0, found.length() - self.length()));
        for (String property : new String[] {"surefire.test.class.path", "jdk.module.path", "java.class.path"}) {
            places.addAll(Arrays.asList(System.getProperty(property, "").split(File.pathSeparator, -1)));
        }
        places.remove("");
        return places;
    }
}
