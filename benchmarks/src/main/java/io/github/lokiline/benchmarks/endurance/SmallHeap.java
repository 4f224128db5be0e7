package io.github.lokiline.benchmarks.endurance;

import io.github.lokiline.benchmarks.sink.JavaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Two threads log at maximum speed to 50 streams under {@code -Xmx64m} while Loki is unavailable. Checks that there is
 * no OutOfMemoryError, that the queue's limit holds, and that the ledger balances; else exits with 1. Runs on the main
 * thread; each case has its own process.
 *
 * <p>Loki is unavailable in two ways: a closed port, and a server that accepts connections and never responds.
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

    /** Returns a closed port. */
    public static int refusing() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return gone.getLocalPort();
        }
    }

    public static boolean run(String kind, int port, int lineBytes, String seconds)
            throws IOException, InterruptedException {
        System.out.printf("%s server, lines of %d bytes, %s s:%n", kind, lineBytes, seconds);
        // An OutOfMemoryError on any thread, including the appender's, must set the exit code and not only be logged.
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
