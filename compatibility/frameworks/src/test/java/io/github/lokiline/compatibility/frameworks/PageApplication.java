package io.github.lokiline.compatibility.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The application of a page: compiled in a folder of its own, then started in its own JVM. Used by one thread. */
final class PageApplication implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 120;

    private final Process process;
    private final Path output;

    private PageApplication(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Writes the files of a page into a folder, and compiles the sources there to {@code classes}. */
    static void build(String page, Path folder, String classPath) throws IOException {
        FrameworkPage.of(page).writeTo(folder);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path classes = Files.createDirectories(folder.resolve("classes"));
        // The processors are on the class path, too.
        List<String> options =
                List.of("-cp", classPath, "-processorpath", classPath, "-d", classes.toString(), "-parameters");
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(folder.resolve("src/main/java"))) {
            List<Path> paths = sources.filter(Files::isRegularFile).toList();
            assertThat(compiler.getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(paths))
                            .call())
                    .as(messages.toString())
                    .isTrue();
        }
    }

    /** Starts a main class with its arguments, in the folder. */
    static PageApplication start(Path folder, String classPath, List<String> command, Map<String, String> environment)
            throws IOException {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It lives for seconds: a compiler that optimizes costs more than it saves.
        java.add("-XX:TieredStopAtLevel=1");
        java.add("-cp");
        java.add(classPath);
        java.addAll(command);
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(java)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new PageApplication(builder.start(), output);
    }

    /** Returns a class path with what the folder's application consists of in front. */
    static String withApplication(Path folder, String classPath) {
        return String.join(
                File.pathSeparator,
                folder.resolve("classes").toString(),
                folder.resolve("src/main/resources").toString(),
                classPath);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as Kubernetes and systemd do, by SIGTERM. */
    void terminate() throws IOException, InterruptedException {
        process.destroy();
        exitCode();
    }

    /** Waits for the end. */
    int exitCode() throws IOException, InterruptedException {
        assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .as(output())
                .isTrue();
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
