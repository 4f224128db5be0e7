package io.github.lokiline.client.internal.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.Ledger;
import io.github.lokiline.client.Noise;
import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.client.internal.engine.DrivenPipeline;
import io.github.lokiline.client.internal.engine.DrivenPipeline.SentPush;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The replay of a backlog, with a manual clock and a manual Loki. */
@Tag("promise-8")
class SpoolBacklogTest {

    private static final Map<String, String> LABELS = Map.of("service_name", "orders");
    /** A quarter of it is for batches from the disk. */
    private static final long QUEUE_BYTES = 1 << 20;

    private static final int LINE_BYTES = 40_000;

    @TempDir
    Path directory;

    private final Random random = new Random(4);
    /** The entries that Loki accepted, by tenant and number, in order. */
    private final List<String> taken = new ArrayList<>();

    private DrivenPipeline driven;

    @BeforeEach
    void start() {
        driven = DrivenPipeline.spooling(directory, QUEUE_BYTES);
    }

    @AfterEach
    void end() {
        driven.pipeline.end();
    }

    private void spool(String name, int from, int to) {
        for (int i = from; i < to; i++) {
            spool(name, LABELS, name + " " + i);
        }
    }

    /** Adds a line that hardly compresses, which an outage moves to the disk. */
    private void spool(String tenant, Map<String, String> labels, String name) {
        driven.add(tenant, labels, name + " " + Noise.of(random, LINE_BYTES * 3 / 4), true);
        driven.time.advance(Duration.ofMillis(1));
        driven.move();
    }

    private void stopLoki() {
        driven.add("first", LABELS, "first 0 ", true);
        driven.move();
        driven.answer(503, "");
    }

    /** Responds to all pushes in this way for this time. */
    private void answerFor(Duration time, Function<SentPush, PushResponse> answers) {
        long until = driven.time.nanos() + time.toNanos();
        while (driven.time.nanos() < until) {
            while (driven.inFlight() > 0) {
                driven.answer(push -> answer(push, answers));
            }
            driven.moveOn(Duration.ofNanos(until - driven.time.nanos()));
        }
    }

    private PushResponse answer(SentPush push, Function<SentPush, PushResponse> answers) {
        PushResponse answer = answers.apply(push);
        if (answer.status() == 204) {
            taken.addAll(names(push));
        }
        return answer;
    }

    /** Returns the beginnings of the lines, such as {@code bad 17}. */
    private static List<String> names(SentPush push) {
        return PushRequestEncoder.entries(push.body()).stream()
                .map(entry -> new String(entry, StandardCharsets.ISO_8859_1))
                .map(text -> text.replaceFirst("(?s)^.*?((?:first|bad|good) \\d+) .*$", "$1"))
                .toList();
    }

    private static PushResponse takeAll(SentPush push) {
        return new PushResponse(push.body().length == 0 ? 422 : 204, "", 0);
    }

    private static Function<SentPush, PushResponse> turningAwayTheBad(int status, String text) {
        return push ->
                names(push).get(0).startsWith("bad") ? new PushResponse(status, text, 0) : new PushResponse(204, "", 0);
    }

    private static List<String> numbered(String tenant, int count) {
        return IntStream.range(0, count).mapToObj(i -> tenant + " " + i).toList();
    }

    private List<String> taken(String tenant) {
        return taken.stream().filter(text -> text.startsWith(tenant)).toList();
    }

    private void assertThatNothingIsLost() {
        Ledger ledger = driven.counters.snapshot();
        assertThat(ledger.balances()).as(ledger.toString()).isTrue();
        assertThat(ledger.droppedTotal() + ledger.refusedTotal()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 260})
    void aTenantThatIsTurnedAwayDoesNotHoldBackWhatOthersHaveOnDisk(int status) {
        stopLoki();
        spool("bad", 0, 40);
        spool("good", 0, 20);

        answerFor(Duration.ofMinutes(2), turningAwayTheBad(status, ""));

        assertThat(taken("good")).containsExactlyElementsOf(numbered("good", 20));
        assertThat(taken("bad")).isEmpty();
        assertThat(driven.counters.snapshot().spooled()).isGreaterThan(30);
        assertThatNothingIsLost();

        answerFor(Duration.ofMinutes(15), SpoolBacklogTest::takeAll);

        assertThat(taken("bad")).containsExactlyElementsOf(numbered("bad", 40));
        assertThat(driven.counters.snapshot().delivered()).isEqualTo(61);
        assertThatNothingIsLost();
    }

    @Test
    void aStreamAboveItsRateDoesNotHoldBackWhatOthersHaveOnDisk() {
        stopLoki();
        for (int i = 0; i < 40; i++) {
            spool("", Map.of("service_name", "flood"), "bad " + i);
        }
        for (int i = 0; i < 20; i++) {
            spool("", LABELS, "good " + i);
        }

        answerFor(Duration.ofMinutes(2), turningAwayTheBad(429, "Per stream rate limit exceeded (limit: 3MB/sec)"));

        assertThat(taken("good")).containsExactlyElementsOf(numbered("good", 20));
        assertThatNothingIsLost();
    }

    @Test
    void whatIsLoggedWhileATenantIsTurnedAwayComesBehindItsBacklog() {
        stopLoki();
        spool("bad", 0, 30);
        spool("good", 0, 1);
        answerFor(Duration.ofMinutes(2), turningAwayTheBad(401, ""));
        spool("bad", 30, 60);

        answerFor(Duration.ofMinutes(5), SpoolBacklogTest::takeAll);

        assertThat(taken("bad")).containsExactlyElementsOf(numbered("bad", 60));
        assertThatNothingIsLost();
    }

    @Test
    void aLiveLineThatARateHoldsUpForAMomentLeavesBeforeTheBacklog() {
        stopLoki();
        spool("good", 0, 60);
        answerPushes(4);
        driven.add("good", LABELS, "bad 0 ", true);
        driven.move();
        boolean[] turnedAway = {false};

        answerFor(Duration.ofMinutes(1), push -> {
            boolean turnsAway = names(push).contains("bad 0") && !turnedAway[0];
            turnedAway[0] |= turnsAway;
            return new PushResponse(turnsAway ? 429 : 204, "ingestion rate limit exceeded", 0);
        });

        assertThat(turnedAway[0]).isTrue();
        assertThat(taken.indexOf("bad 0")).isLessThan(taken.indexOf("good 50"));
        assertThat(taken("good")).containsExactlyElementsOf(numbered("good", 60));
        assertThatNothingIsLost();
    }

    @Test
    void aLiveLineThatARateHoldsUpDoesNotSlowTheBacklogDown() {
        driven.add("good", LABELS, "first 1 ", true);
        driven.move();
        for (int i = 0; i < 2; i++) {
            driven.answer(429, "ingestion rate limit exceeded");
            while (driven.inFlight() == 0) {
                driven.moveOn();
            }
        }
        driven.answer(204, "");
        stopLoki();
        spool("good", 0, 150);
        answerPushes(1);
        long start = driven.time.nanos();

        while (driven.counters.snapshot().delivered() < 152) {
            answerPushes(1);
        }

        assertThat(Duration.ofNanos(driven.time.nanos() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void whatIsSentAgainOfABacklogLeavesThePlaceForLiveLinesFree() {
        stopLoki();
        for (int i = 0; i < 6; i++) {
            spool("", Map.of("service_name", "service-" + i), "bad " + i);
        }
        answerPushes(1);
        answerFor(Duration.ofMinutes(1), turningAwayTheBad(429, "Per stream rate limit exceeded (limit: 3MB/sec)"));
        for (int i = 0; i < 20; i++) {
            driven.time.advance(Duration.ofMillis(500));
            driven.move();
        }
        assertThat(driven.inFlight()).isEqualTo(3);

        driven.add("good", LABELS, "good 0 ", true);
        driven.move();

        assertThat(driven.inFlight()).isEqualTo(4);
        answerFor(Duration.ofMinutes(1), SpoolBacklogTest::takeAll);
        assertThat(driven.counters.snapshot().delivered()).isEqualTo(8);
        assertThatNothingIsLost();
    }

    @Test
    void whatCameBackFromDiskGivesItsRoomToCallersWhenLokiFailsAgain() {
        driven.pipeline.end();
        driven = DrivenPipeline.spooling(directory, 100_000);
        stopLoki();
        spool("good", 0, 10);
        answerPushes(2);
        while (driven.inFlight() == 0) {
            driven.moveOn();
        }
        driven.move();
        assertThat(driven.budget.usedBytes()).isGreaterThan(50_000);

        driven.answer(503, "");

        assertThat(driven.budget.usedBytes()).isLessThan(50_000);
        answerFor(Duration.ofMinutes(1), SpoolBacklogTest::takeAll);
        assertThat(taken("good")).containsExactlyElementsOf(numbered("good", 10));
        assertThatNothingIsLost();
    }

    @Test
    void whatIsOnDiskAsWellIsNotDroppedForRoomInMemory() {
        driven.pipeline.end();
        driven = DrivenPipeline.spooling(directory, QUEUE_BYTES, OverflowPolicy.DROP_OLDEST);
        spool("good", 0, 8);
        driven.answer(429, "ingestion rate limit exceeded", Duration.ofSeconds(2));
        for (int i = 0; i < 40; i++) {
            driven.add("", Map.of("service_name", "small-" + i), "first " + i + " " + "x".repeat(10_000), false);
        }
        assertThat(driven.budget.usedBytes()).isGreaterThan(QUEUE_BYTES / 8 * 5);

        driven.move();

        answerFor(Duration.ofMinutes(1), SpoolBacklogTest::takeAll);
        assertThat(taken("good")).containsExactlyElementsOf(numbered("good", 8));
        assertThatNothingIsLost();
    }

    @Test
    void whileTheDiskTakesNothingBatchesWaitInMemoryAndGoThereWhenItDoes() throws IOException {
        driven.pipeline.end();
        Path spool = directory.resolve("spool");
        driven = DrivenPipeline.spooling(spool, QUEUE_BYTES);
        Path away = Files.move(spool, directory.resolve("away"));
        Files.createFile(spool);
        stopLoki();
        spool("good", 0, 10);
        assertThat(driven.counters.snapshot().spooled()).isZero();
        assertThat(driven.counters.snapshot().queued()).isEqualTo(1 + 10);

        Files.delete(spool);
        Files.move(away, spool);
        spool("good", 10, 12);

        assertThat(driven.counters.snapshot().spooled()).isGreaterThan(10);
        answerFor(Duration.ofMinutes(1), SpoolBacklogTest::takeAll);
        assertThat(taken("good")).containsExactlyElementsOf(numbered("good", 12));
        assertThatNothingIsLost();
    }

    private void answerPushes(int pushes) {
        for (int i = 0; i < pushes; i++) {
            while (driven.inFlight() == 0) {
                driven.moveOn();
            }
            driven.answer(push -> answer(push, SpoolBacklogTest::takeAll));
        }
    }
}
