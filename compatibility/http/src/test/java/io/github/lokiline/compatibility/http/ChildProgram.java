package io.github.lokiline.compatibility.http;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A run of {@link Program} in a JVM of its own, and what it printed. Immutable. */
record ChildProgram(String output) {

    private static final Path FOREIGN = Path.of("target", "foreign");

    /**
     * Runs on these tests' class path.
     *
     * @param without the beginnings of the names of jars to leave out
     */
    static ChildProgram withClassPath(List<Path> inFront, List<String> without, String url)
            throws IOException, InterruptedException {
        List<String> path = inFront.stream().map(Path::toString).collect(Collectors.toCollection(ArrayList::new));
        path.addAll(classPath(without));
        return run(url, "-cp", String.join(File.pathSeparator, path), Program.class.getName());
    }

    static ChildProgram ofJar(Path jar, String url) throws IOException, InterruptedException {
        return run(url, "-jar", jar.toString());
    }

    /** Returns the class path of these tests. */
    static List<String> classPath(List<String> without) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> without.stream()
                        .noneMatch(
                                name -> Path.of(entry).getFileName().toString().startsWith(name)))
                .toList();
    }

    static Path foreign(String jar) {
        return FOREIGN.resolve(jar);
    }

    private static ChildProgram run(String url, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        command.add(url);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new ChildProgram(output);
    }

    /** Returns the messages that name the JDK's client. */
    List<String> fallbacks() {
        return output.lines()
                .filter(line -> line.contains("the JDK's HTTP client"))
                .toList();
    }
}
