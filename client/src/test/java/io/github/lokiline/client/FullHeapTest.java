package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application fills the heap, logs in it, and gives the memory back: delivery goes on. */
@Tag("promise-1")
@Tag("promise-3")
class FullHeapTest {

    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void stop() {
        loki.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void deliveryGoesOnAfterAHeapWasFull(int linesBefore) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        ChildClassPath.text(),
                        FillsTheHeap.class.getName(),
                        loki.url(),
                        String.valueOf(linesBefore))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("delivered appended");
        assertThat(loki.lines()).contains("before 0", "after 0", "after 99");
    }

    /** The main class of the child process. */
    static final class FillsTheHeap {

        private static final int THREADS = 4;
        private static final Duration FULL = Duration.ofSeconds(3);

        public static void main(String[] args) throws InterruptedException {
            LokiClient client =
                    quick(args[0]).requestTimeout(Duration.ofSeconds(2)).build();
            log(client, "before ", Integer.parseInt(args[1]));
            client.flush(PATIENCE);
            fillTheHeap(client);
            log(client, "after ", 100);
            boolean isFlushed = client.flush(Duration.ofSeconds(40));
            // A lost line is reported, which makes one more.
            client.flush(PATIENCE);
            Ledger ledger = client.ledger();
            boolean isGood = isFlushed && ledger.balances() && ledger.queued() == 0 && !client.isFailing();
            System.out.println((isGood ? "delivered " : "stuck ") + ledger);
            System.exit(0);
        }

        private static void log(LokiClient client, String name, int lines) {
            for (int i = 0; i < lines; i++) {
                client.offer(entry(name + i));
            }
        }

        private static void fillTheHeap(LokiClient client) throws InterruptedException {
            CountDownLatch started = new CountDownLatch(THREADS);
            Thread[] threads = new Thread[THREADS];
            for (int i = 0; i < THREADS; i++) {
                threads[i] = new Thread(() -> hold(client, started));
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private static void hold(LokiClient client, CountDownLatch started) {
            started.countDown();
            while (started.getCount() > 0) {
                // Nothing may be full before all threads run.
                Thread.onSpinWait();
            }
            long end = System.nanoTime() + FULL.toNanos();
            int bytes = 1 << 20;
            // A collection would need classes that nobody can load by then.
            Object[] held = {};
            while (System.nanoTime() < end) {
                try {
                    held = new Object[] {held, new byte[bytes]};
                    client.offer(entry("meanwhile"));
                } catch (OutOfMemoryError e) {
                    // The application's own: it takes smaller and smaller pieces until nothing is left.
                    bytes = Math.max(16, bytes / 2);
                }
            }
        }
    }
}
