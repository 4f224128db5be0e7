package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Misbehaviour;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 8 with {@code kill -9}: nothing that was on disk is lost. */
@Tag("promise-8")
class KilledProcessTest {

    private static final int ENTRIES = 100;

    /** Of a record on disk, as {@code RecordHeader} draws it. */
    private static final int HEADER_BYTES = 50;

    private static final int LENGTH_AT = 8;
    private static final int ENTRIES_AT = 30;

    @TempDir
    Path directory;

    private final EmbeddedLoki loki = EmbeddedLoki.start();

    @AfterEach
    void stop() {
        loki.close();
    }

    @Test
    void whatAKilledProcessCouldNotDeliverIsDeliveredByTheNext() throws Exception {
        loki.stop();
        runAndKill();
        loki.restart();

        deliverTheRest();

        assertThat(loki.lines()).containsExactlyInAnyOrderElementsOf(all());
    }

    @Test
    void whatWasInFlightWhenAProcessWasKilledIsDeliveredByTheNext() throws Exception {
        loki.misbehave(Misbehaviour.status(503));
        loki.always(Misbehaviour.hang());
        runAndKill();
        loki.behave();

        deliverTheRest();

        assertThat(loki.lines()).containsExactlyInAnyOrderElementsOf(all());
    }

    @Test
    void whatIsLoggedWhileAPushHangsIsDeliveredByTheNextProcess() throws Exception {
        loki.always(Misbehaviour.hang());
        runAndKill(DoomedWhileAPushHangs.class);
        loki.behave();

        deliverTheRest();

        assertThat(loki.lines()).containsExactlyInAnyOrderElementsOf(all());
    }

    private static List<String> all() {
        return IntStream.range(0, ENTRIES).mapToObj(i -> "line " + i).toList();
    }

    private void deliverTheRest() {
        try (LokiClient next = quick(loki).spoolDirectory(directory).build()) {
            Awaitility.await().atMost(PATIENCE).until(() -> next.ledger().recovered() == ENTRIES);
            assertThat(next.flush(PATIENCE)).isTrue();
            assertThat(next.ledger().delivered()).isEqualTo(ENTRIES);
            assertThat(next.ledger().balances()).isTrue();
        }
    }

    private void runAndKill() throws IOException, InterruptedException {
        runAndKill(Doomed.class);
    }

    private void runAndKill(Class<?> child) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        ChildClassPath.text(),
                        child.getName(),
                        loki.url(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(output.readLine()).isEqualTo("all on disk");
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** The main class of the child: logs, waits until all is on disk, prints that, and waits to be killed. */
    static final class Doomed {

        public static void main(String[] args) throws InterruptedException {
            LokiClient client = quick(args[0]).spoolDirectory(Path.of(args[1])).build();
            client.offer(entry("line 0"));
            // The first is the one that is retried: in memory, and on disk as well.
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !segments(Path.of(args[1])).isEmpty());
            for (int i = 1; i < ENTRIES; i++) {
                client.offer(entry("line " + i));
            }
            Awaitility.await().atMost(PATIENCE).until(() -> client.ledger().spooled() == ENTRIES - 1);
            System.out.println("all on disk");
            Thread.currentThread().join();
        }
    }

    /** As {@link Doomed}, but no push ever fails: the first one hangs, and would do so for an hour. */
    static final class DoomedWhileAPushHangs {

        public static void main(String[] args) throws InterruptedException {
            LokiClient client = quick(args[0])
                    .spoolDirectory(Path.of(args[1]))
                    .requestTimeout(Duration.ofHours(1))
                    .build();
            for (int i = 0; i < ENTRIES; i++) {
                client.offer(entry("line " + i));
            }
            Awaitility.await().atMost(PATIENCE).until(() -> entriesOnDisk(Path.of(args[1])) == ENTRIES);
            System.out.println("all on disk");
            Thread.currentThread().join();
        }

        private static long entriesOnDisk(Path directory) throws IOException {
            long entries = 0;
            for (Path segment : segments(directory)) {
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(segment));
                int at = 0;
                while (at + HEADER_BYTES <= bytes.limit() && at + bytes.getInt(at + LENGTH_AT) <= bytes.limit()) {
                    entries += bytes.getInt(at + ENTRIES_AT);
                    at += bytes.getInt(at + LENGTH_AT);
                }
            }
            return entries;
        }
    }

    private static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".seg")).toList();
        }
    }
}
