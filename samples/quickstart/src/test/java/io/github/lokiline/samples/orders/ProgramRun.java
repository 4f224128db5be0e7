package io.github.lokiline.samples.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One run of a program in its own JVM: output and exit code. Immutable. */
record ProgramRun(int exitCode, List<String> output, List<String> errors) {

    private static final long DEADLINE_SECONDS = 120;

    static ProgramRun of(Class<?> program, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = Files.createTempFile("quickstart", ".out");
        Path errors = Files.createTempFile("quickstart", ".err");
        try {
            int exitCode = run(program, environment, output, errors);
            return new ProgramRun(exitCode, Files.readAllLines(output), Files.readAllLines(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static int run(Class<?> program, Map<String, String> environment, Path output, Path errors)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                program.getName());
        builder.environment().remove("LOKI_URL");
        builder.environment().putAll(environment);
        Process process = builder.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("still running after " + DEADLINE_SECONDS + " s; it printed:\n"
                    + Files.readString(output) + Files.readString(errors));
        }
        return process.exitValue();
    }

    /** Returns the output before the summary: the log lines. */
    List<String> console() {
        return output.stream().takeWhile(line -> !line.isEmpty()).toList();
    }

    String summary() {
        return output.stream().dropWhile(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    String story() {
        return output.stream()
                .dropWhile(line -> !line.startsWith("All lines of request"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    String everything() {
        return String.join("\n", errors) + "\n" + summary();
    }
}
