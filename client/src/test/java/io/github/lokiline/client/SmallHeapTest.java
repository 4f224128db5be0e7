package io.github.lokiline.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.internal.producer.EntryEncoder;
import io.github.lokiline.client.internal.producer.LabelNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 2 in a JVM of 64 MB without a Loki: two threads offer several times the heap, and the limit holds. */
@Tag("promise-2")
class SmallHeapTest {

    @ParameterizedTest
    @ValueSource(ints = {10, 350, 256 * 1024})
    void aSmallHeapSurvivesADeadLoki(int lineBytes) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        ChildClassPath.text(),
                        Flood.class.getName(),
                        String.valueOf(lineBytes))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).startsWith("bounded");
        assertThat(process.exitValue()).isZero();
    }

    /** The main class of the child process. */
    static final class Flood {

        private static final int THREADS = 2;
        /** Several times the heap, for any length of a line. */
        private static final long BYTES_PER_THREAD = 400L << 20;

        private static final int MAX_ENTRIES_PER_THREAD = 2_000_000;

        public static void main(String[] args) throws InterruptedException {
            int lineBytes = Integer.parseInt(args[0]);
            LokiClient client = LokiClient.builder()
                    .url("http://127.0.0.1:1")
                    .retryMinBackoff(Duration.ofMillis(10))
                    .flushOnExit(false)
                    .shutdownTimeout(Duration.ZERO)
                    .build();
            long entries = Math.min(MAX_ENTRIES_PER_THREAD, BYTES_PER_THREAD / lineBytes);
            CountDownLatch done = new CountDownLatch(THREADS);
            for (int thread = 0; thread < THREADS; thread++) {
                new Thread(() -> {
                            offer(client, entries, lineBytes);
                            done.countDown();
                        })
                        .start();
            }
            done.await();
            Ledger before = client.ledger();
            client.close();
            // On a busy machine the delivery thread may still be counting when the deadline of close is over.
            while (client.ledger().queued() > 0) {
                Thread.onSpinWait();
            }
            Ledger after = client.ledger();
            boolean good = before.appended() == THREADS * entries && after.balances() && after.queued() == 0;
            System.out.println((good ? "bounded " : "broken ") + before + " / " + after);
            System.exit(good ? 0 : 1);
        }

        private static void offer(LokiClient client, long entries, int lineBytes) {
            byte[] line = new byte[lineBytes];
            Random random = new Random(1);
            for (int i = 0; i < lineBytes; i++) {
                line[i] = (byte) (' ' + random.nextInt(95));
            }
            EntryEncoder entry = client.newEntry();
            LabelNames names = LabelNames.of(List.of("service_name", "shard"));
            String[] values = {"flood", ""};
            for (long i = 0; i < entries; i++) {
                values[1] = Long.toString(i % 40);
                if (entry.begin(Priority.NORMAL)) {
                    entry.copyLine(line, line.length);
                    entry.offer(names, values, null);
                }
            }
        }
    }
}
