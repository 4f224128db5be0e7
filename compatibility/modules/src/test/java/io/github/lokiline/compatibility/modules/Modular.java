package io.github.lokiline.compatibility.modules;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A modular application whose module path consists of the tests' dependencies. Immutable.
 *
 * @param classes the compiled module
 */
record Modular(Path classes) {
    private static final long SECONDS = 200;

    /**
     * The result of a process.
     *
     * @param code the exit code
     * @param output the printed text
     */
    record Ended(int code, String output) {}

    /** Compiles against the modules only: a type that is not exported cannot be named. */
    static Modular compile(Path sources, Path classes) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> found = Files.walk(sources)) {
            List<Path> java =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "-p",
                    modulePath(),
                    "-d",
                    classes.toString(),
                    "-Xlint:all,-requires-automatic,-classfile",
                    "-Werror");
            boolean compiled = javac.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            if (!compiled) {
                throw new AssertionError(said);
            }
        }
        return new Modular(classes);
    }

    /** Runs the application until it exits. */
    Ended run(String main, Map<String, String> environment, Path output, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-p");
        command.add(modulePath() + File.pathSeparator + classes);
        command.addAll(Arrays.asList(options));
        command.add("-m");
        command.add(main);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean isOver = process.waitFor(SECONDS, TimeUnit.SECONDS);
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            return isOver ? new Ended(process.exitValue(), printed) : new Ended(-1, "still running: " + printed);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Returns the module path without the tests' own classes and tools and without optional dependencies. */
    private static String modulePath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.contains("surefire"))
                .filter(entry -> !entry.matches(
                        ".*/(junit-|opentest4j|apiguardian|assertj|byte-buddy|(lokiline-)?testkit|jspecify).*"))
                .filter(entry -> Files.exists(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
