package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.testkit.EmbeddedLoki;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The delivery thread writes and forces to the disk, so that a logging thread never waits for a disk. */
@Tag("promise-1")
class SpoolThreadsTest {

    @TempDir
    Path directory;

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final CountDownLatch warned = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        released.countDown();
        loki.close();
    }

    @Test
    void whileTheWorkerIsStuckAppendingGoesOnAndTouchesNoDisk() throws InterruptedException {
        loki.stop();
        try (LokiClient client = quick(loki)
                .spoolDirectory(directory)
                .spoolFsync(FsyncPolicy.ALWAYS)
                .listener(new StuckListener())
                .build()) {
            client.offer(entry("first"));
            warned.await();

            for (int i = 0; i < 1000; i++) {
                assertThat(client.offer(entry("line " + i))).isTrue();
            }
            assertThat(client.ledger().queued()).isEqualTo(1001);
            assertThat(segments()).isZero();

            released.countDown();
            Awaitility.await().atMost(PATIENCE).until(() -> client.ledger().spooled() >= 1000);
            assertThat(segments()).isPositive();
            loki.restart();
            assertThat(client.flush(PATIENCE)).isTrue();
        }
        assertThat(loki.lines()).hasSize(1001);
    }

    /** Blocks the delivery thread at the first failure, before it writes anything to the disk. */
    private final class StuckListener implements DeliveryListener {
        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {
            warned.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private long segments() {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> path.toString().endsWith(".seg")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
