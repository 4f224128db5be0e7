package io.github.lokiline.benchmarks.sink;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the command for a process with the same JVM and class path. */
public final class JavaProcess {

    private JavaProcess() {}

    /** Returns the command; {@code options} are separated by spaces. */
    public static List<String> command(String options, Class<?> main, String... arguments) {
        return command(options, System.getProperty("java.class.path"), main, arguments);
    }

    /** Returns the command with another class path. */
    public static List<String> command(String options, String classPath, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options.split(" ", -1)));
        command.addAll(List.of("-classpath", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * Runs a command to its end and returns what it prints; its errors go to the console.
     *
     * @throws IOException if it does not end with 0
     */
    public static List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = output.lines().toList();
            if (process.waitFor() != 0) {
                throw new IOException("exit code " + process.exitValue() + " of " + String.join(" ", command));
            }
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
