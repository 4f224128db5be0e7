package io.github.lokiline.benchmarks.endurance;

import io.github.lokiline.benchmarks.sink.JavaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Two threads log flat out to 50 streams under {@code -Xmx64m} while Loki is dead: no OutOfMemoryError, the queue's
 * bound holds, the ledger balances. Exits with 1 when one of these is not so. Runs on the main thread; each case has a
 * process of its own.
 *
 * <p>Dead in both ways: nobody listens, or somebody takes the connection and never says a word.
 */
public final class SmallHeap {

    private static final int[] LINE_BYTES = {10, 350, 256 * 1024};
    private static final String DEFAULT_SECONDS = "30";

    private SmallHeap() {}

    public static void main(String[] args) throws Exception {
        String seconds = args.length > 0 ? args[0] : DEFAULT_SECONDS;
        boolean held = true;
        for (int lineBytes : LINE_BYTES) {
            held &= run("refusing", refusing(), lineBytes, seconds);
            try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                held &= run("silent", silent.getLocalPort(), lineBytes, seconds);
            }
        }
        System.exit(held ? 0 : 1);
    }

    /** A port where nobody listens any more. */
    public static int refusing() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return gone.getLocalPort();
        }
    }

    public static boolean run(String kind, int port, int lineBytes, String seconds)
            throws IOException, InterruptedException {
        System.out.printf("%s server, lines of %d bytes, %s s:%n", kind, lineBytes, seconds);
        // An OutOfMemoryError anywhere, on the appender's own threads too, is an exit code here and not a log line.
        Process process = new ProcessBuilder(JavaProcess.command(
                        "-Xmx64m -XX:+ExitOnOutOfMemoryError",
                        SmallHeapCase.class,
                        "http://127.0.0.1:" + port,
                        Integer.toString(lineBytes),
                        seconds))
                .redirectErrorStream(true)
                .start();
        process.getInputStream().transferTo(System.out);
        int exitCode = process.waitFor();
        System.out.println(exitCode == 0 ? "  held" : "  NOT HELD: exit code " + exitCode);
        return exitCode == 0;
    }
}
