package io.github.lokiline.compatibility.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures the start-up time that an unreachable Loki adds. Runs on the main thread; started by hand only, because it
 * measures time.
 *
 * <p>Starts the application repeatedly, in turn with the appender disabled, with a closed port in place of Loki, and
 * with a server that accepts connections and never responds. Compares the medians, and exits with 1 if an unreachable
 * Loki costs more than {@value #LIMIT_MILLIS} ms.
 */
final class StartUpCost {

    private static final int ROUNDS = 15;
    private static final long LIMIT_MILLIS = 200;

    private enum Loki {
        DISABLED,
        REFUSING,
        SILENT
    }

    private StartUpCost() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        boolean held = true;
        for (BootVersion boot : BootVersion.values()) {
            Map<Loki, List<Long>> millis = measure(boot, rounds);
            long disabled = median(millis, Loki.DISABLED);
            for (Loki loki : Loki.values()) {
                long later = median(millis, loki) - disabled;
                System.out.printf("%s %-8s %5d ms (%+d ms)%n", boot, loki, disabled + later, later);
                held &= later <= LIMIT_MILLIS;
            }
        }
        System.exit(held ? 0 : 1);
    }

    private static Map<Loki, List<Long>> measure(BootVersion boot, int rounds)
            throws IOException, InterruptedException {
        Map<Loki, List<Long>> millis = new EnumMap<>(Loki.class);
        try (SilentServer silent = SilentServer.start()) {
            for (int round = 0; round < rounds; round++) {
                for (Loki loki : Loki.values()) {
                    String url = loki == Loki.SILENT ? silent.url() : refusing();
                    millis.computeIfAbsent(loki, key -> new ArrayList<>()).add(start(boot, loki, url));
                }
            }
        }
        return millis;
    }

    private static long median(Map<Loki, List<Long>> millis, Loki loki) {
        List<Long> sorted =
                millis.getOrDefault(loki, List.of()).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static String refusing() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + gone.getLocalPort();
        }
    }

    /** Returns the time from the start of the process to the application's output that it has started. */
    private static long start(BootVersion boot, Loki loki, String url) throws IOException, InterruptedException {
        ProcessBuilder builder =
                boot.application(Path.of("target", "classes", "start-up")).redirectErrorStream(true);
        builder.environment().put("LOKI_ENABLED", Boolean.toString(loki != Loki.DISABLED));
        builder.environment().put("LOKI_URL", url);
        long startNanos = System.nanoTime();
        Process process = builder.start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals(Application.STARTED)) {
                    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
                }
            }
            throw new IOException("the application did not start");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
