package io.github.lokiline.benchmarks.sink;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/** The {@link SinkServer} in its process. Owned by one thread. */
public final class SinkProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;
    private final int port;

    private SinkProcess(Process process) throws IOException {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.port = Integer.parseInt(line());
    }

    public static SinkProcess start() {
        try {
            Process process = new ProcessBuilder(JavaProcess.command("-XX:+UseSerialGC", SinkServer.class))
                    .redirectError(Redirect.INHERIT)
                    .start();
            return new SinkProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the sink has ended");
        }
        return line;
    }

    /** Sends a command to the sink, and returns its response. */
    public String ask(String command) {
        try {
            input.write(command);
            input.newLine();
            input.flush();
            return line();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
