package io.github.lokiline.client.internal.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lokiline.client.ChildClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process that runs {@link SpoolChildMain}; tests read its output and kill it. */
final class SpoolChild implements AutoCloseable {

    /** The lines read so far. */
    final List<String> lines = new ArrayList<>();

    private final Process process;
    private final BufferedReader output;

    private SpoolChild(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    static SpoolChild start(Path directory, String... arguments) throws IOException {
        return start(command(directory, arguments));
    }

    static SpoolChild start(List<String> command) throws IOException {
        return new SpoolChild(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    static List<String> command(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                ChildClassPath.text(),
                SpoolChildMain.class.getName(),
                directory.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Reads up to the first line with this beginning. */
    String awaitLine(String start) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("the child ended without \"" + start + "\": " + lines);
    }

    /** Kills the child with SIGKILL and reads the rest of its output. */
    void kill() throws IOException {
        // Not process.destroyForcibly(): that closes the output, and its last lines are lost.
        process.toHandle().destroyForcibly();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
        }
    }

    long count(String line) {
        return lines.stream().filter(line::equals).count();
    }

    @Override
    public void close() throws IOException {
        kill();
        output.close();
    }
}
