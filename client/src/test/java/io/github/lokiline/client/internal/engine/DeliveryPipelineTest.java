package io.github.lokiline.client.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.wire.EntryCodec;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The waits of batches and their ends, which would take minutes or hours with a real clock. */
class DeliveryPipelineTest {

    private static final Map<String, String> LABELS = Map.of("service_name", "orders");
    private static final String ABOVE_RATE = "ingestion rate limit exceeded for user u (limit: 102400 bytes/sec) while"
            + " attempting to ingest '1' lines totaling '204800' bytes, reduce log volume";
    private static final String NO_MORE_STREAMS = "Maximum active stream limit exceeded when trying to create stream";

    private final DrivenPipeline driven = new DrivenPipeline(false);

    @Test
    void aBatchLeavesInTheVeryNanosecondInWhichItsFirstEntryHasWaitedLongEnough() {
        driven.add("", LABELS, "first", false);
        driven.move();
        driven.time.advance(Duration.ofMillis(700));
        driven.add("", LABELS, "second", false);
        driven.move();
        driven.time.advance(Duration.ofMillis(300).minusNanos(1));
        driven.move();
        assertThat(driven.inFlight()).isZero();

        assertThat(driven.moveOn()).isEqualTo(Duration.ofNanos(1));

        assertThat(driven.inFlight()).isEqualTo(1);
        driven.answer(204, "");
        assertThat(driven.counters.snapshot().delivered()).isEqualTo(2);
    }

    @Test
    void anErrorLeavesAtOnceWithWhatCameBefore() {
        driven.add("", LABELS, "before", false);
        driven.move();
        assertThat(driven.inFlight()).isZero();

        driven.add("", LABELS, "error", true);
        driven.move();

        driven.answer(204, "");
        assertThat(driven.counters.snapshot().delivered()).isEqualTo(2);
    }

    @Test
    void whatComesWhileABatchIsInFlightLeavesWithItsAnswerWhenItIsDue() {
        driven.add(LABELS, "in flight");
        driven.move();
        driven.add("", LABELS, "meanwhile", false);
        driven.time.advance(Duration.ofSeconds(1));
        driven.move();
        assertThat(driven.inFlight()).isEqualTo(1);

        driven.answer(204, "");

        assertThat(driven.inFlight()).isEqualTo(1);
    }

    @Test
    void whenMemoryRunsLowTheOnlyStreamStillFillsItsBatches() {
        driven.budget.reserve(20 << 20);
        StreamState stream = driven.add(LABELS, "in flight");
        driven.move();

        for (int i = 0; i < 10; i++) {
            driven.add("", LABELS, "x".repeat(100_000), false);
            driven.move();
        }

        assertThat(stream.waiting()).isEmpty();
        driven.add("", LABELS, "x".repeat(100_000), false);
        assertThat(stream.waiting()).hasSize(1);
    }

    @Test
    void whenMemoryRunsLowTheBatchesOfManyStreamsAreCompressedEarly() {
        driven.budget.reserve(20 << 20);
        List<StreamState> streams = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            streams.add(driven.add(Map.of("shard", Integer.toString(i)), "in flight"));
        }
        driven.move();

        for (int i = 0; i < 50; i++) {
            driven.add("", Map.of("shard", Integer.toString(i)), "x".repeat(100_000), false);
        }
        driven.move();

        assertThat(streams).allMatch(stream -> stream.openCost() == 0);
    }

    @Test
    void retryAfterIsHonouredUpToFiveMinutes() {
        driven.add(LABELS, "hello");
        driven.move();
        driven.answer(503, "", Duration.ofMinutes(4));
        assertThat(driven.moveOn()).isEqualTo(Duration.ofMinutes(4));

        driven.answer(503, "", Duration.ofHours(1));

        assertThat(driven.moveOn()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 402, 403, 404, 405, 407, 410, 421, 422, 451})
    void whatAPersonHasToMendIsTriedEveryHalfToFullMinute(int status) {
        driven.add(LABELS, "hello");
        driven.move();
        for (int i = 0; i < 5; i++) {
            driven.answer(status, "");

            assertThat(driven.moveOn()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        }
        assertThat(driven.pushes()).isEqualTo(6);
    }

    @Test
    void aFlushDoesNotHurryWhatLokiAskedToLeaveAlone() {
        driven.add(LABELS, "hello");
        driven.move();
        driven.answer(429, "", Duration.ofMinutes(1));

        driven.pipeline.flush(new FlushRequest(false));
        driven.move();

        assertThat(driven.inFlight()).isZero();
    }

    @Test
    void aBlockedTenantIsTriedLessAndLessOftenButEveryTenMinutes() {
        driven.add(LABELS, "hello");
        driven.move();
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            driven.answer(260, "ingestion blocked");
            waits.add(driven.moveOn());
        }

        assertThat(waits).extracting(Duration::toMinutes).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    }

    @Test
    void aSingleEntryAboveTheRateWaitsForAsLongAsItTakes() {
        driven.add(LABELS, "x".repeat(200_000));
        driven.move();
        for (int i = 0; i < 50; i++) {
            driven.answer(429, ABOVE_RATE);
            driven.moveOn();
        }

        driven.answer(204, "");

        assertThat(driven.counters.snapshot().delivered()).isEqualTo(1);
    }

    @Test
    void aBatchThatMayNeverFitTheRateIsCutAfterAWhileAndNothingOfItIsLost() {
        for (int i = 0; i < 4; i++) {
            driven.add(LABELS, i + "x".repeat(50_000));
        }
        driven.move();
        for (int i = 0; i < 4; i++) {
            driven.answer(429, ABOVE_RATE);
            driven.moveOn();
        }
        driven.answer(204, "");
        assertThat(driven.counters.snapshot().delivered()).isEqualTo(2);

        driven.answer(204, "");

        assertThat(driven.counters.snapshot().delivered()).isEqualTo(4);
    }

    @Test
    void batchesThatHadToShrinkGrowAgain() {
        StreamState stream = driven.add(LABELS, "a" + "x".repeat(400_000));
        driven.add(LABELS, "b" + "x".repeat(400_000));
        driven.move();
        driven.answer(413, "request body too large");
        int shrunk = stream.tenant().maxBatchBytes();
        driven.answer(204, "");
        driven.answer(204, "");

        assertThat(shrunk).isLessThan(500_000);
        assertThat(stream.tenant().maxBatchBytes()).isGreaterThan(shrunk);
    }

    @Test
    void aStreamTooManyGoesToTheStreamThatAllShareWithItsLabelsAsMetadata() {
        driven.add(Map.of("service_name", "orders", "user", "ada"), "first");
        driven.add(Map.of("service_name", "orders", "user", "bob"), "second");
        driven.move();
        driven.answer(204, "");
        driven.answer(429, NO_MORE_STREAMS);
        for (int i = 1; i < 3; i++) {
            driven.moveOn();
            driven.answer(429, NO_MORE_STREAMS);
        }

        StreamState shared = driven.streams.adopt("", StreamState.text(LABELS));
        Batch moved = Objects.requireNonNull(shared.inFlight());
        byte[] entry = PushRequestEncoder.entries(moved.content().body()).get(0);
        assertThat(new String(entry, StandardCharsets.UTF_8)).contains("second", "user", "bob");
        driven.answer(204, "");
        assertThat(driven.counters.snapshot().delivered()).isEqualTo(2);
    }

    @Test
    void aStreamTooManyGoesToOneThatLokiHasWhereThereIsNoPlaceForTheSharedOneEither() {
        StreamState ada = driven.add(Map.of("service_name", "orders", "user", "ada"), "first");
        driven.add(Map.of("service_name", "orders", "user", "bob"), "second");
        driven.move();
        driven.answer(204, "");
        for (int i = 0; i < 4; i++) {
            driven.answer(429, NO_MORE_STREAMS);
            driven.moveOn();
        }

        Batch moved = Objects.requireNonNull(ada.inFlight());
        byte[] entry = PushRequestEncoder.entries(moved.content().body()).get(0);
        assertThat(new String(entry, StandardCharsets.UTF_8)).contains("second", "user", "bob");
        driven.answer(204, "");
        assertThat(driven.counters.snapshot().delivered()).isEqualTo(2);
    }

    @Test
    void aStreamTooManyWaitsWhereLokiHasNoneThatSharesALabel() {
        driven.add(Map.of("service_name", "orders"), "first");
        StreamState other = driven.add(Map.of("service_name", "stock"), "second");
        driven.move();
        driven.answer(204, "");
        for (int i = 0; i < 8; i++) {
            driven.answer(429, NO_MORE_STREAMS);
            driven.moveOn();
        }

        assertThat(other.inFlight()).isNotNull();
    }

    @Test
    void afterATimeoutAPushGoesAloneUntilSomeGotThrough() {
        for (int i = 0; i < 30; i++) {
            driven.add(Map.of("service_name", "orders", "part", "" + i), "x".repeat(40_000));
        }
        driven.move();
        assertThat(driven.inFlight()).isEqualTo(4);
        driven.answer(push -> PushResponse.failed(new InterruptedIOException("timeout")));
        for (int i = 0; i < 3; i++) {
            driven.answer(204, "");
        }
        assertThat(driven.inFlight()).isEqualTo(1);

        for (int i = 0; i < 20; i++) {
            driven.answer(204, "");
        }

        assertThat(driven.inFlight()).isEqualTo(4);
    }

    @Test
    void aPushThatTimedOutComesBackInHalvesAndLaterOnesAreSmaller() {
        StreamState stream = driven.add(LABELS, "a" + "x".repeat(400_000));
        driven.add(LABELS, "b" + "x".repeat(400_000));
        driven.move();
        driven.answer(push -> PushResponse.failed(new InterruptedIOException("timeout")));
        driven.moveOn();

        assertThat(Objects.requireNonNull(stream.inFlight()).entries()).isEqualTo(1);
        int shrunk = stream.tenant().maxBatchBytes();
        driven.answer(204, "");
        driven.answer(204, "");
        assertThat(shrunk).isLessThan(500_000);
        assertThat(stream.tenant().maxBatchBytes()).isGreaterThan(shrunk);
        assertThat(driven.counters.snapshot().delivered()).isEqualTo(2);
    }

    static Stream<IOException> failuresToConnect() {
        return Stream.of(
                new HttpConnectTimeoutException("no connection"),
                new SocketTimeoutException("Connect timed out"),
                new ConnectException("refused"));
    }

    @ParameterizedTest
    @MethodSource("failuresToConnect")
    void aConnectionThatIsNotMadeMakesNoPushSmaller(IOException failure) {
        StreamState stream = driven.add(LABELS, "a" + "x".repeat(400_000));
        driven.add(LABELS, "b" + "x".repeat(400_000));
        driven.move();
        driven.answer(push -> PushResponse.failed(failure));
        driven.moveOn();

        assertThat(Objects.requireNonNull(stream.inFlight()).entries()).isEqualTo(2);
    }

    @Test
    void anEntryThatMovesToAnotherStreamGetsATimeOfItsOwnThere() {
        StreamState shared = driven.add(LABELS, "same");
        driven.move();
        driven.answer(204, "");
        driven.add(Map.of("service_name", "orders", "user", "bob"), "same");
        driven.move();
        driven.answer(429, NO_MORE_STREAMS);
        for (int i = 1; i < 3; i++) {
            driven.moveOn();
            driven.answer(429, NO_MORE_STREAMS);
        }

        Batch moved = Objects.requireNonNull(shared.inFlight());
        assertThat(EntryCodec.time(
                        PushRequestEncoder.entries(moved.content().body()).get(0)))
                .isEqualTo(ManualClock.START_EPOCH_MILLIS * 1_000_000 + 1);
    }

    @Test
    @Tag("promise-4")
    void aStreamSoBusyThatLokiSplitsItIsCountedAndTold() {
        driven.add(LABELS, "x".repeat(900_000));
        driven.move();
        for (int i = 0; i < 25; i++) {
            driven.add(LABELS, "x".repeat(900_000));
            driven.time.advance(Duration.ofMillis(500));
            driven.answer(204, "");
        }
        assertThat(driven.streams.shardedStreams(driven.time.nanos())).isEqualTo(1);
        assertThat(driven.listener.warnings).anyMatch(text -> text.contains("1.5 MB/s"));

        // Nothing more arrives, not even a response.
        driven.time.advance(Duration.ofSeconds(10));
        assertThat(driven.streams.shardedStreams(driven.time.nanos())).isZero();

        driven.answer(204, "");
        assertThat(driven.streams.shardedStreams(driven.time.nanos())).isZero();
    }

    @Test
    void afterLossesLokiItselfIsToldHowManyWereLostBetweenWhichTimes() {
        StreamState orders = driven.add(LABELS, "hello");
        driven.move();
        driven.answer(503, "");
        driven.time.advance(Duration.ofSeconds(10));
        driven.counters.drop(DropReason.QUEUE_FULL, 12);
        driven.move();
        driven.time.advance(Duration.ofSeconds(10));
        driven.counters.drop(DropReason.SPOOL_FULL, 3);
        driven.move();
        assertThat(orders.openCost()).isZero();

        driven.answer(204, "");
        driven.moveOn();

        assertThat(lines(Objects.requireNonNull(orders.inFlight())))
                .singleElement()
                .asString()
                .contains("\"lost_events\":15,\"lost\":{\"queue_full\":12,\"spool_full\":3}")
                .contains("\"lost_from\":\"2026-11-21T04:35:07.171Z\",\"lost_until\":\"2026-11-21T04:35:27.171Z\"");
        driven.answer(204, "");
        assertThat(driven.counters.snapshot().delivered()).isEqualTo(2);
    }

    @Test
    void lossesThatGoOnAreToldOnceAMinute() {
        StreamState orders = driven.add(LABELS, "hello");
        driven.move();
        for (int i = 0; i < 120; i++) {
            driven.time.advance(Duration.ofSeconds(1));
            driven.counters.drop(DropReason.QUEUE_FULL, 1);
            driven.move();
            driven.move();
            if (driven.inFlight() > 0) {
                driven.answer(204, "");
            }
        }

        assertThat(driven.pushes()).isEqualTo(1 + 2);
        assertThat(orders.isIdle()).isTrue();
    }

    @Test
    void aFullQueueIsToldWithAllThatItHasCostOnceAMinute() {
        driven.counters.drop(DropReason.QUEUE_FULL, 12);
        driven.move();
        driven.counters.drop(DropReason.QUEUE_FULL, 100_000);
        driven.move();
        assertThat(fullQueueWarnings()).singleElement().asString().contains(", 12 entries are lost so far");

        driven.time.advance(Duration.ofMinutes(1));
        driven.move();

        assertThat(fullQueueWarnings()).hasSize(2).last().asString().contains(", 100012 entries are lost so far");
    }

    @Test
    void atTheEndAFullQueueIsToldWithAllThatItHasCost() {
        driven.counters.drop(DropReason.QUEUE_FULL, 12);
        driven.move();
        driven.counters.drop(DropReason.QUEUE_FULL, 100_000);

        driven.pipeline.end();

        assertThat(fullQueueWarnings()).hasSize(2).last().asString().contains(", 100012 entries are lost so far");
    }

    private List<String> fullQueueWarnings() {
        return driven.listener.warnings.stream()
                .filter(text -> text.startsWith("the queue is full"))
                .toList();
    }

    @Test
    void afterItsEndAPipelineIsNotFailing() {
        driven.add(Map.of("service_name", "orders"), "line");
        driven.move();
        driven.answer(503, "");
        assertThat(driven.pipeline.isFailing()).isTrue();

        driven.pipeline.end();

        assertThat(driven.pipeline.isFailing()).isFalse();
    }

    @Test
    void theHalvesOfABatchGoInOrder() {
        StreamState orders = driven.add(LABELS, "line 1");
        for (int i = 2; i <= 4; i++) {
            driven.add(LABELS, "line " + i);
        }
        driven.move();

        driven.answer(413, "request body too large");

        List<String> next = lines(Objects.requireNonNull(orders.inFlight()));
        assertThat(next).hasSize(2);
        assertThat(next.get(0)).contains("line 1");
        assertThat(next.get(1)).contains("line 2");
    }

    @Test
    @Tag("promise-1")
    void aBatchWhoseResponseGotLostIsTakenBackAfterItsTimeoutAndAMargin() {
        driven.add(LABELS, "hello");
        driven.move();
        assertThat(driven.pipeline.isFailing()).isFalse();

        assertThat(driven.moveToOverdue()).isEqualTo(Duration.ofSeconds(15));

        assertThat(driven.pipeline.isFailing()).isTrue();
        driven.moveOn();
        assertThat(driven.pushes()).isEqualTo(2);
        assertThat(driven.closed()).isEqualTo(1);
    }

    @Test
    @Tag("promise-3")
    void aLateResponseToABatchThatWasTakenBackCountsNothingAndFreesNoPlace() {
        StreamState orders = driven.add(LABELS, "hello");
        driven.move();
        driven.moveToOverdue();
        driven.moveOn();
        Batch again = orders.inFlight();
        assertThat(again).isNotNull();

        driven.answer(204, "");

        assertThat(orders.inFlight()).isSameAs(again);
        assertThat(driven.counters.snapshot().delivered()).isZero();
        driven.answer(204, "");
        assertThat(driven.counters.snapshot().delivered()).isEqualTo(1);
        assertThat(driven.counters.snapshot().balances()).isTrue();
        assertThat(driven.pipeline.isFailing()).isFalse();
    }

    @Test
    @Tag("promise-1")
    void whenAllPlacesAreLostTheOtherStreamsStillGoOut() {
        for (int i = 0; i < 6; i++) {
            driven.add(Map.of("shard", Integer.toString(i)), "hello");
        }
        driven.move();
        assertThat(driven.pushes()).isEqualTo(4);

        for (int i = 0; i < 20; i++) {
            driven.moveToOverdue();
            while (driven.pushes() > 4 && driven.inFlight() > 0) {
                driven.answer(204, "");
            }
        }

        assertThat(driven.counters.snapshot().delivered()).isEqualTo(6);
        assertThat(driven.counters.snapshot().balances()).isTrue();
    }

    private static List<String> lines(Batch batch) {
        return PushRequestEncoder.entries(batch.content().body()).stream()
                .map(entry -> new String(entry, StandardCharsets.UTF_8))
                .toList();
    }
}
