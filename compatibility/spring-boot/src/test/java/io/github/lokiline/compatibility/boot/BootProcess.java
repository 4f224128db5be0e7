package io.github.lokiline.compatibility.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The application in its own JVM. Used by the test's thread; a second thread reads both output streams as one. */
final class BootProcess implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 120;

    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final Thread reader = new Thread(this::read, "application-output");

    private BootProcess(Process process) {
        this.process = process;
    }

    static BootProcess start(BootVersion boot, Path configuration, Map<String, String> environment) throws IOException {
        return start(boot.application(configuration), environment);
    }

    static BootProcess start(ProcessBuilder builder, Map<String, String> environment) throws IOException {
        builder.environment().putAll(environment);
        BootProcess application =
                new BootProcess(builder.redirectErrorStream(true).start());
        application.reader.setDaemon(true);
        application.reader.start();
        return application;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line);
                if (line.equals(Application.STARTED)) {
                    started.complete(null);
                }
            }
            started.completeExceptionally(new AssertionError("it ended before it started"));
        } catch (IOException e) {
            // Reading also ends with an exception when the test kills the application; the future is then unused.
            started.completeExceptionally(e);
        }
    }

    private synchronized void add(String line) {
        output.add(line);
    }

    synchronized String output() {
        return String.join("\n", output);
    }

    BootProcess awaitStarted() throws InterruptedException {
        try {
            started.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            return this;
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("the application did not start; it printed:\n" + output(), e);
        }
    }

    /** Returns what follows a prefix in the first line that has it. */
    String printed(String prefix) {
        return output().lines()
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + prefix + "in:\n" + output()))
                .substring(prefix.length());
    }

    /** Ends the application, and returns its exit code. */
    int end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the application does not end; it printed:\n" + output());
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
