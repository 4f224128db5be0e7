package io.github.lokiline.client;

import static io.github.lokiline.client.TestClient.LABELS;
import static io.github.lokiline.client.TestClient.PATIENCE;
import static io.github.lokiline.client.TestClient.entry;
import static io.github.lokiline.client.TestClient.quick;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.internal.push.DeadLetterFile;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Misbehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** An entry that Loki rejects finally goes to the dead-letter sink; the other entries of its batch arrive. */
class DeadLettersTest {

    private static final String HOSTILE = "bad \"quoted\" \\ \n \u0001 \ud83d\ude00";

    @TempDir
    Path directory;

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final List<DeadLetter> letters = new ArrayList<>();

    @AfterEach
    void stop() {
        loki.close();
    }

    private LokiClientBuilder client() {
        return quick(loki).batchMaxWait(Duration.ofHours(1)).listener(new DeliveryListener() {
            @Override
            public void info(String message) {}

            @Override
            public void warn(String message) {}

            @Override
            public void deadLetter(DeadLetter letter) {
                letters.add(letter);
            }
        });
    }

    private void refuse(String line, Misbehaviour answer) {
        loki.always(answer.when(push -> push.lines().contains(line)));
    }

    @Test
    void aPoisonedEntryIsHandedOverWithAllThatIsKnownOfIt() {
        Instant time = Instant.parse("2026-11-21T10:30:45.123456789Z");
        refuse("bad", Misbehaviour.status(400, "snappy: corrupt input"));
        try (LokiClient client = client().build()) {
            client.offer(entry("good"));
            client.offer(entry("bad", time));
            client.offer(entry("fine"));
            client.flush(PATIENCE);
        }

        assertThat(letters).containsExactly(new DeadLetter("", LABELS, time, "bad", "poison"));
        assertThat(loki.lines()).contains("good", "fine");
    }

    @Test
    void anEntryThatLokiNamesAloneIsHandedOver() {
        Instant longAgo = Instant.now().minus(Duration.ofDays(30));
        try (LokiClient client = client().maxAge(Duration.ofDays(300)).build()) {
            client.offer(entry("too old", longAgo));
            client.flush(PATIENCE);
        }

        assertThat(letters).extracting(DeadLetter::reason).containsExactly("too_old");
    }

    @Test
    void theFileHoldsThemAsJsonLines() throws IOException {
        Path file = directory.resolve("dead.jsonl");
        refuse(HOSTILE, Misbehaviour.status(413, "request body too large"));
        try (LokiClient client = client().deadLetterFile(file).build()) {
            client.offer(entry(HOSTILE));
            client.offer(entry("good"));
            client.flush(PATIENCE);
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1);
        JsonNode letter = new ObjectMapper().readTree(lines.get(0));
        assertThat(letter.get("line").asString()).isEqualTo(HOSTILE);
        assertThat(letter.get("reason").asString()).isEqualTo("too_big");
        assertThat(letter.get("labels").get("service_name").asString()).isEqualTo("orders");
        assertThat(Instant.parse(letter.get("time").asString())).isBefore(Instant.now());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theFileIsForItsOwnerOnly() throws IOException {
        Path file = directory.resolve("dead.jsonl");
        new DeadLetterFile(file).append(letter("x"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theFileIsRenamedWhenItIsFull() throws IOException {
        Path file = directory.resolve("dead.jsonl");
        DeadLetterFile letters = new DeadLetterFile(file);
        String mega = "x".repeat(1 << 20);
        for (int i = 0; i < 12; i++) {
            letters.append(letter(mega));
        }

        assertThat(Files.size(directory.resolve("dead.jsonl.1"))).isGreaterThan(DeadLetterFile.MAX_BYTES);
        assertThat(Files.size(file)).isLessThan(3L << 20);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatCannotBeWrittenCostsNothingElse() {
        refuse("bad", Misbehaviour.status(400, "snappy: corrupt input"));
        RecordingListener listener = new RecordingListener();
        Path nowhere = Path.of("/proc/missing/dead.jsonl");
        try (LokiClient client =
                client().listener(listener).deadLetterFile(nowhere).build()) {
            client.offer(entry("bad"));
            client.offer(entry("good"));
            client.flush(PATIENCE);

            assertThat(client.ledger().dropped()).isEqualTo(Map.of("poison", 1L));
        }
        assertThat(loki.lines()).containsExactly("good");
        assertThat(listener.warnings).anyMatch(text -> text.startsWith("deadLetterFile"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatCannotBeWrittenIsReportedAtTheStart() {
        RecordingListener listener = new RecordingListener();
        try (LokiClient client = client().listener(listener)
                .deadLetterFile(Path.of("/proc/missing/dead.jsonl"))
                .build()) {
            assertThat(client.flush(PATIENCE)).isTrue();

            assertThat(listener.warnings)
                    .singleElement()
                    .asString()
                    .startsWith("deadLetterFile cannot be written")
                    .contains("/proc/missing");
        }
    }

    @Test
    void theDirectoryOfTheFileIsMade() {
        Path file = directory.resolve("missing").resolve("dead.jsonl");
        try (LokiClient client = client().deadLetterFile(file).build()) {
            assertThat(client.flush(PATIENCE)).isTrue();
        }

        assertThat(file).isEmptyFile();
    }

    @Test
    void appendersOfOneFileMayStartTogether() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        try {
            for (int i = 0; i < 100; i++) {
                Path file = directory.resolve(i + ".jsonl");
                Callable<Void> open = () -> {
                    together.await();
                    new DeadLetterFile(file).open();
                    return null;
                };
                for (Future<Void> opened : threads.invokeAll(List.of(open, open))) {
                    assertThat(opened).succeedsWithin(PATIENCE);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static DeadLetter letter(String line) {
        return new DeadLetter("", LABELS, Instant.EPOCH, line, "poison");
    }
}
