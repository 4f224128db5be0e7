package io.github.lokiline.benchmarks.delivery;

import io.github.lokiline.benchmarks.contender.PusherKind;
import io.github.lokiline.benchmarks.sink.JavaProcess;
import io.github.lokiline.benchmarks.sink.SinkProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Stops Loki, lets the application log on and kills it with SIGKILL, then starts Loki and the application again.
 * Reports the missing events among those that were logged at least one batch interval before the kill. Owned by one
 * thread.
 */
final class KillRun {

    private static final long UP_SECONDS = 5;
    /** The {@code batchMaxWait} of lokiline-prepared.xml, plus time for the disk. */
    private static final long GRACE_MILLIS = 1_250;

    private record Progress(int below, long millis) {}

    private final DeliveryOptions options;

    KillRun(DeliveryOptions options) {
        this.options = options;
    }

    /** Returns true if nothing is missing. */
    boolean run() throws IOException, InterruptedException {
        Path spool = Files.createTempDirectory("lokiline-killed");
        try (SinkProcess sink = SinkProcess.start()) {
            int old = untilKilled(sink, spool);
            long spooledBytes = bytes(spool);
            sink.ask("up");
            long startNanos = System.nanoTime();
            start(spool, RecoverCase.class, sink.url()).waitFor();
            String report = sink.ask("report " + old);
            System.out.printf(
                    "down for %d s and killed: %d events older than %d ms, %.1f MB in the spool, recovered in %.1f s%n%s%n",
                    options.seconds(),
                    old,
                    GRACE_MILLIS,
                    spooledBytes / 1e6,
                    (System.nanoTime() - startNanos) / 1e9,
                    report);
            return report.contains(" missing=0 ");
        }
    }

    /** Returns the number below which all events are old enough to be on disk. */
    private int untilKilled(SinkProcess sink, Path spool) throws IOException, InterruptedException {
        String[] words = new String[2 + options.words().size()];
        words[0] = PusherKind.LOKILINE.name();
        words[1] = sink.url();
        for (int i = 2; i < words.length; i++) {
            words[i] = options.words().get(i - 2);
        }
        Process process = start(spool, DeliveryCase.class, words);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        await(output, "warm");
        sink.ask("keep");
        process.outputWriter(StandardCharsets.UTF_8).append('\n').flush();
        Thread.sleep(1_000 * UP_SECONDS);
        sink.ask("down");
        Deque<Progress> progress = new ArrayDeque<>();
        long endMillis = System.currentTimeMillis() + 1_000L * (options.seconds() - UP_SECONDS);
        while (System.currentTimeMillis() < endMillis) {
            String[] line = await(output, "below").split(" ", -1);
            progress.add(new Progress(Integer.parseInt(line[1]), Long.parseLong(line[2])));
        }
        long killedMillis = System.currentTimeMillis();
        process.destroyForcibly().waitFor();
        progress.removeIf(each -> each.millis() > killedMillis - GRACE_MILLIS);
        return progress.getLast().below();
    }

    /** Returns the next line that begins with {@code word}. */
    private static String await(BufferedReader output, String word) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(word)) {
                return line;
            }
        }
        throw new IOException("the application has ended");
    }

    private Process start(Path spool, Class<?> main, String... arguments) throws IOException {
        return new ProcessBuilder(JavaProcess.command(options.jvm() + " -DspoolDirectory=" + spool, main, arguments))
                .redirectError(Redirect.INHERIT)
                .start();
    }

    private static long bytes(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            List<Path> regular = files.filter(Files::isRegularFile).toList();
            long bytes = 0;
            for (Path file : regular) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
