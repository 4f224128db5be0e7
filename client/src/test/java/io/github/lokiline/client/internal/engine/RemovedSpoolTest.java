package io.github.lokiline.client.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.Ledger;
import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.client.internal.http.PushResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The spool's directory is removed while the process runs: what is in memory is written again, the rest is counted. */
@Tag("promise-8")
class RemovedSpoolTest {

    private static final Map<String, String> LABELS = Map.of("service_name", "orders");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path parent;

    @TempDir
    Path scratch;

    private final List<String> stored = new ArrayList<>();
    private Path directory;
    private DrivenPipeline driven;

    @BeforeEach
    void start() {
        directory = parent.resolve("spool");
        driven = DrivenPipeline.spooling(directory, 32 << 20, OverflowPolicy.DROP_NEWEST);
    }

    @AfterEach
    void end() {
        driven.pipeline.end();
    }

    @Test
    void whatIsInMemoryIsOnDiskAgainAndTheRestIsCounted() throws IOException {
        outageWith(5);
        assertThat(driven.counters.snapshot().spooled()).isEqualTo(4);
        remove(directory);

        driven.moveOn(SECOND);

        assertThat(NextProcess.delivers(directory, scratch)).containsExactly("line 0");
        Ledger ledger = driven.counters.snapshot();
        assertThat(ledger.dropped()).isEqualTo(Map.of("spool_damaged", 4L));
        assertThat(ledger.spooled()).isZero();
        assertThat(ledger.balances()).as(ledger.toString()).isTrue();
        assertThat(driven.listener.warnings)
                .filteredOn(text -> text.contains("were removed while they are in use"))
                .hasSize(1);
    }

    @Test
    void whatIsLoggedAfterwardsGoesToDiskAndArrives() throws IOException {
        outageWith(1);
        remove(directory);
        driven.moveOn(SECOND);
        log(1);
        log(2);
        assertThat(driven.counters.snapshot().spooled()).isEqualTo(2);

        deliverAll(3);

        assertThat(stored).containsExactly("line 0", "line 1", "line 2");
    }

    @Test
    void whatAHangHasWrittenIsWrittenAgain() throws IOException {
        log(0);
        driven.moveOn(SECOND);
        log(1);
        log(2);
        assertThat(NextProcess.delivers(directory, scratch)).hasSize(3);
        remove(directory);

        driven.moveOn(SECOND);

        assertThat(NextProcess.delivers(directory, scratch)).containsExactly("line 0", "line 1", "line 2");
        deliverAll(3);
        assertThat(stored).containsExactly("line 0", "line 1", "line 2");
        assertThat(NextProcess.delivers(directory, scratch)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("readings")
    void whateverFailsWithoutMemoryAllIsWrittenAgainAfterwards(int reading) throws IOException {
        outageWith(1);
        for (int i = 1; i < 7; i++) {
            driven.add(Map.of("service_name", "service-" + i), "line " + i);
            driven.move();
        }
        while (driven.inFlight() == 0) {
            driven.moveOn();
        }
        driven.answer(this::store);
        remove(directory);
        driven.time.advance(SECOND);
        driven.time.failAt(reading);
        try {
            driven.move();
        } catch (OutOfMemoryError e) {
            assertThat(e).hasMessage("injected");
        }
        driven.time.failAt(0);

        driven.moveOn(SECOND);

        assertThat(NextProcess.delivers(directory, scratch)).hasSize(6);
    }

    static IntStream readings() {
        return IntStream.rangeClosed(1, 40);
    }

    @Test
    void whatIsInMemoryIsWrittenAtTheEndIfNobodyHasNoticedBefore() throws IOException {
        outageWith(3);
        remove(directory);

        driven.pipeline.end();

        assertThat(NextProcess.delivers(directory, scratch)).containsExactly("line 0");
        Ledger ledger = driven.counters.snapshot();
        assertThat(ledger.spooled()).isEqualTo(1);
        assertThat(ledger.dropped()).isEqualTo(Map.of("spool_damaged", 2L));
        assertThat(ledger.balances()).as(ledger.toString()).isTrue();
    }

    @Test
    void whileTheDirectoryCannotBeMadeEntriesWaitInMemory() throws IOException {
        outageWith(1);
        Files.move(directory, parent.resolve("away"));
        Files.createFile(directory);
        driven.moveOn(SECOND);
        log(1);
        Files.delete(directory);
        driven.moveOn(SECOND);
        log(2);

        assertThat(NextProcess.delivers(directory, scratch)).containsExactlyInAnyOrder("line 0", "line 1", "line 2");
        deliverAll(3);
        assertThat(stored).containsExactlyInAnyOrder("line 0", "line 1", "line 2");
        assertThat(driven.counters.snapshot().droppedTotal()).isZero();
    }

    private void outageWith(int lines) {
        log(0);
        driven.answer(503, "", Duration.ofMinutes(1));
        for (int i = 1; i < lines; i++) {
            log(i);
        }
    }

    private void log(int number) {
        driven.add(LABELS, "line " + number);
        driven.move();
    }

    private void deliverAll(long entries) {
        for (int i = 0; i < 100 && driven.counters.snapshot().delivered() < entries; i++) {
            if (driven.inFlight() > 0) {
                driven.answer(this::store);
            } else {
                driven.moveOn();
            }
        }
        Ledger ledger = driven.counters.snapshot();
        assertThat(ledger.balances()).as(ledger.toString()).isTrue();
    }

    private PushResponse store(DrivenPipeline.SentPush push) {
        stored.addAll(NextProcess.lines(push));
        return new PushResponse(204, "", 0);
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
