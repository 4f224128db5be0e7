package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static io.github.lokiline.testkit.Misbehaviour.delay;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Promise 9 where nobody closes the client: the shutdown hook delivers. */
@Tag("promise-9")
class JvmExitTest {

    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void stop() {
        loki.close();
    }

    @Test
    void aProcessThatReturnsFromMainDeliversItsLastLine() throws Exception {
        run(ReturnsFromMain.class);

        assertThat(loki.lines()).containsExactly("last line");
    }

    @Test
    void whatOtherShutdownHooksLogIsDeliveredWhileTheyRun() throws Exception {
        run(LogsInHooks.class);

        assertThat(loki.lines()).hasSize(2 * LogsInHooks.LINES);
    }

    @Test
    void whatAHookLogsAfterLokilinesHasEndedIsDeliveredBeforeTheHookGoesOn() throws Exception {
        assertThat(run(LogsLate.class)).contains("delivered 2");
        assertThat(loki.lines()).containsExactly("in time", "late");
    }

    @Test
    void threadsThatLogTogetherWaitTogether() throws Exception {
        loki.always(delay(Duration.ofMillis(300)));

        assertThat(run(LogsLateOnManyThreads.class)).contains("delivered " + (LogsLateOnManyThreads.THREADS + 2));
    }

    @Test
    void aHookThatLogsAfterTheShutdownTimeoutIsReported() throws Exception {
        assertThat(run(LogsTooLate.class)).contains("a shutdown hook logs after shutdownTimeout has passed");
    }

    private String run(Class<?> main) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        ChildClassPath.text(),
                        main.getName(),
                        loki.url())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static LokiClientBuilder leaving(String url) {
        return quick(url)
                .batchMaxWait(Duration.ofHours(1))
                .shutdownTimeout(PATIENCE)
                .flushOnExit(true);
    }

    static final class ReturnsFromMain {

        public static void main(String[] args) {
            leaving(args[0]).build().offer(entry("last line"));
        }
    }

    /** Two hooks that log a line once the one before has been delivered. */
    static final class LogsInHooks {

        static final int LINES = 3;

        public static void main(String[] args) {
            LokiClient client = leaving(args[0]).build();
            Stream.of("a", "b")
                    .map(name -> new Thread(() -> log(client, name)))
                    .forEach(Runtime.getRuntime()::addShutdownHook);
        }

        private static void log(LokiClient client, String name) {
            for (int i = 0; i < LINES; i++) {
                client.offer(entry(name + i));
                long delivered = client.ledger().appended();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> client.ledger().delivered() >= delivered);
            }
        }
    }

    /** A hook that logs after lokiline's has ended. */
    static final class LogsLate {

        public static void main(String[] args) {
            LokiClient client = leaving(args[0]).build();
            afterTheHook(client, () -> log(client));
        }

        private static void log(LokiClient client) {
            client.offer(entry("late"));
            System.out.println("delivered " + client.ledger().delivered());
        }
    }

    /** The same after many threads that each wait for a slow Loki, in all for longer than there is time. */
    static final class LogsLateOnManyThreads {

        static final int THREADS = 20;

        public static void main(String[] args) {
            LokiClient client = leaving(args[0]).build();
            afterTheHook(client, () -> log(client));
        }

        private static void log(LokiClient client) {
            CompletableFuture.allOf(
                            Stream.generate(() -> late(client)).limit(THREADS).toArray(CompletableFuture<?>[]::new))
                    .join();
            client.offer(entry("last"));
            System.out.println("delivered " + client.ledger().delivered());
        }

        private static CompletableFuture<Void> late(LokiClient client) {
            return CompletableFuture.runAsync(() -> client.offer(entry("late")), task -> new Thread(task).start());
        }
    }

    /** The same where nothing is left of the time for it. */
    static final class LogsTooLate {

        public static void main(String[] args) {
            RecordingListener listener = new RecordingListener();
            LokiClient client = leaving(args[0])
                    .shutdownTimeout(Duration.ZERO)
                    .listener(listener)
                    .build();
            afterTheHook(client, () -> log(client, listener));
        }

        private static void log(LokiClient client, RecordingListener listener) {
            client.offer(entry("too late"));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> listener.warnings.stream().anyMatch(warning -> warning.contains("logs after")));
            List.copyOf(listener.warnings).forEach(System.out::println);
        }
    }

    /** Offers a line, and lets a hook log once lokiline's has ended. */
    private static void afterTheHook(LokiClient client, Runnable log) {
        client.offer(entry("in time"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            awaitTheEndOfTheHook(client);
            log.run();
        }));
    }

    private static void awaitTheEndOfTheHook(LokiClient client) {
        // Nothing but lokiline's hook delivers it.
        Awaitility.await().atMost(PATIENCE).until(() -> client.ledger().delivered() == 1);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("lokiline-exit")));
    }
}
