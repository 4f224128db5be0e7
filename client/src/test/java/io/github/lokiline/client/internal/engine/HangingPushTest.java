package io.github.lokiline.client.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.Ledger;
import io.github.lokiline.client.Noise;
import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.client.internal.http.PushResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While a push gets no response, what a killed process would lose is on disk, and stays in memory as the next to be sent. */
@Tag("promise-8")
class HangingPushTest {

    private static final Map<String, String> LABELS = Map.of("service_name", "orders");
    private static final long QUEUE_BYTES = 256 * 1024;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration ALMOST_A_SECOND = SECOND.minusNanos(1);

    @TempDir
    Path directory;

    @TempDir
    Path left;

    private final Random random = new Random(5);
    private final List<String> stored = new ArrayList<>();
    private DrivenPipeline driven;

    private void start(long queueBytes, boolean strictOrder) {
        driven = DrivenPipeline.spooling(
                directory.resolve("spool"), queueBytes, OverflowPolicy.DROP_NEWEST, strictOrder);
    }

    private void start() {
        start(32 << 20, false);
    }

    @AfterEach
    void end() {
        driven.pipeline.end();
    }

    @Test
    void aPushWithoutAResponseForASecondIsOnDiskAsWell() throws IOException {
        start();
        driven.add(LABELS, "line 0");
        driven.move();

        assertThat(driven.moveOn()).isEqualTo(SECOND);

        assertThat(afterAKill()).containsExactly("line 0");
        driven.answer(this::store);
        assertThat(afterAKill()).isEmpty();
        assertThat(stored).containsExactly("line 0");
        assertThatNothingIsLost();
    }

    @Test
    void aPipelineIsNotEmptyWhileAPushHangsWhoseEntriesAreOnDiskAsWell() throws IOException {
        start();
        driven.add(LABELS, "line 0");
        driven.move();
        driven.moveOn();
        assertThat(afterAKill()).containsExactly("line 0");

        assertThat(driven.pipeline.isEmpty()).isFalse();

        driven.answer(this::store);
        assertThat(driven.pipeline.isEmpty()).isTrue();
    }

    @Test
    void whatIsLoggedWhileAPushHangsIsOnDiskWhenItIsAsOldAsABatchMayWait() throws IOException {
        start();
        driven.add(LABELS, "line 0");
        driven.move();
        driven.moveOn();
        for (int i = 1; i < 4; i++) {
            driven.add("", LABELS, "line " + i, false);
            driven.move();

            assertThat(driven.moveOn()).isEqualTo(SECOND);

            assertThat(afterAKill()).containsExactlyElementsOf(numbered(i + 1));
        }

        while (driven.inFlight() > 0) {
            driven.answer(this::store);
        }
        assertThat(stored).containsExactlyElementsOf(numbered(4));
        assertThat(afterAKill()).isEmpty();
        assertThatNothingIsLost();
    }

    @Test
    void aStreamThatWaitsForAPlaceAmongPushesThatHangIsOnDiskToo() throws IOException {
        start();
        for (int i = 0; i < 4; i++) {
            driven.add(Map.of("service_name", "service-" + i), "line " + i);
        }
        driven.move();
        driven.moveOn();
        driven.add("", LABELS, "line 4", false);
        driven.move();

        assertThat(driven.moveOn()).isEqualTo(SECOND);

        assertThat(afterAKill()).containsExactlyInAnyOrderElementsOf(numbered(5));
    }

    @Test
    void aStreamThatLokiAnswersIsNotWrittenWhileAnotherOneHangs() throws IOException {
        start();
        driven.add(Map.of("service_name", "hanging"), "line 0");
        driven.move();
        driven.moveOn();
        for (int i = 0; i < 10; i++) {
            driven.add(LABELS, "fine");
            driven.move();
            driven.answerNewest(204);
        }

        assertThat(driven.counters.snapshot().delivered()).isEqualTo(10);
        assertThat(recordsOnDisk()).isEqualTo(1);
    }

    @Test
    void whileLokiAnswersPromptlyTheDiskIsNotUsed() throws IOException {
        start();
        for (int i = 0; i < 50; i++) {
            driven.add(LABELS, "line " + i);
            driven.move();
            driven.add("", LABELS, "behind it", false);
            driven.move();
            driven.moveOn(ALMOST_A_SECOND);
            driven.answer(this::store);
            driven.moveOn(SECOND);
            driven.answer(this::store);
        }

        assertThat(stored).hasSize(100);
        assertThat(recordsOnDisk()).isZero();
    }

    @Test
    void aLokiThatIsSlowButAnswersSoonGetsNothingWrittenTwice() throws IOException {
        start();
        answerAfter(Duration.ofSeconds(3), 10);
        long before = recordsOnDisk();

        answerAfter(Duration.ofSeconds(3), 20);

        assertThat(stored).hasSize(30);
        assertThat(before).isPositive().isLessThan(10);
        assertThat(recordsOnDisk()).isEqualTo(before);
    }

    @Test
    void aLokiThatWasSlowOnceIsExpectedToBePromptAgainSoon() throws IOException {
        start();
        answerAfter(Duration.ofSeconds(9), 3);
        answerAfter(Duration.ofMillis(10), 12);
        driven.add(LABELS, "line 0");
        driven.move();

        assertThat(driven.moveOn()).isEqualTo(SECOND);

        assertThat(afterAKill()).containsExactly("line 0");
    }

    @Test
    void underStrictOrderNothingOvertakesWhatAHangHasWritten() {
        start(32 << 20, true);
        for (int i = 0; i < 8; i++) {
            driven.add("", LABELS, "line " + i, i == 0);
            driven.move();
            driven.moveOn();
        }

        while (driven.inFlight() > 0) {
            driven.answer(this::store);
        }

        assertThat(stored).containsExactlyElementsOf(numbered(8));
        assertThatNothingIsLost();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAHangHasWrittenLeavesMemoryInAnOutageAndComesBack(boolean strictOrder) {
        start(32 << 20, strictOrder);
        for (int i = 0; i < 9; i++) {
            driven.add("", LABELS, "line " + i, i == 0);
            driven.move();
            driven.moveOn(SECOND);
        }
        assertThat(driven.counters.snapshot().spooled()).isZero();

        driven.answer(503, "");

        assertThat(driven.counters.snapshot().spooled()).isEqualTo(8);
        answerUntilDelivered(9);
        assertThat(stored).containsExactlyElementsOf(numbered(9));
        assertThatNothingIsLost();
    }

    @Test
    void aHangKeepsMemoryForCallers() {
        start(QUEUE_BYTES, false);
        for (int i = 0; i < 14; i++) {
            driven.add("", LABELS, "line " + i + " " + Noise.of(random, 22_500), i == 0);
            driven.move();
            driven.moveOn(SECOND);
            assertThat(driven.budget.usedBytes()).isLessThan(QUEUE_BYTES / 8 * 5);
        }

        answerUntilDelivered(14);

        assertThat(stored).containsExactlyInAnyOrderElementsOf(numbered(14));
        assertThatNothingIsLost();
    }

    private void answerUntilDelivered(long entries) {
        for (int i = 0; i < 100 && driven.counters.snapshot().delivered() < entries; i++) {
            if (driven.inFlight() > 0) {
                driven.answer(this::store);
            } else {
                driven.moveOn();
            }
        }
    }

    @Test
    void aFlushDoesNotWaitForWhatIsWrittenAfterIt() {
        start();
        driven.add(LABELS, "line 0");
        driven.move();
        FlushRequest flush = new FlushRequest(false);
        driven.pipeline.flush(flush);
        driven.moveOn();
        driven.add("", LABELS, "line 1", false);
        driven.move();
        driven.moveOn();

        driven.answer(this::store);

        assertThat(flush.await(0)).isTrue();
    }

    private void answerAfter(Duration time, int pushes) {
        for (int i = 0; i < pushes; i++) {
            driven.add(LABELS, "line " + i);
            driven.move();
            driven.moveOn(time);
            driven.time.advance(time);
            driven.answer(this::store);
        }
    }

    private PushResponse store(DrivenPipeline.SentPush push) {
        stored.addAll(NextProcess.lines(push));
        return new PushResponse(204, "", 0);
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
    }

    private List<String> afterAKill() throws IOException {
        return NextProcess.delivers(directory.resolve("spool"), left);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private long recordsOnDisk() throws IOException {
        long records = 0;
        for (Path file : files()) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            records += bytes.split("\u00FElks", -1).length - 1;
        }
        return records;
    }

    private void assertThatNothingIsLost() {
        Ledger ledger = driven.counters.snapshot();
        assertThat(ledger.balances()).as(ledger.toString()).isTrue();
        assertThat(ledger.droppedTotal() + ledger.refusedTotal()).isZero();
    }
}
