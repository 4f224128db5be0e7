package io.github.lokiline.client.internal.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.Ledger;
import io.github.lokiline.client.internal.engine.DrivenPipeline;
import io.github.lokiline.client.internal.engine.DrivenPipeline.SentPush;
import io.github.lokiline.client.internal.engine.ManualClock;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.wire.EntryCodec;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The speed of the replay after an outage, and the delay of live lines meanwhile: minutes of a manual clock, with a
 * Loki that needs time for each push. {@code -Dbacklog.megabytes=500} makes the backlog as large as after an outage of
 * hours.
 */
@Tag("promise-8")
class SpoolReplayTest {

    private static final long MEGABYTE = 1 << 20;
    private static final long BACKLOG_BYTES = Long.getLong("backlog.megabytes", 48) * MEGABYTE;
    private static final String LINE =
            "{\"level\":\"INFO\",\"message\":\"" + "an order was placed, ".repeat(50) + "\"}";

    /** The interval between two lines of a stream. */
    private static final Duration TICK = Duration.ofMillis(100);

    private static final long ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final double BYTES_PER_NANO = 20e6 / 1e9;

    @TempDir
    Path directory;

    private DrivenPipeline driven;
    private boolean isUp;
    private long startNanos = Long.MAX_VALUE;
    private long nextTickNanos;
    private long latestAnswerNanos;
    /** The bytes that the tenant may still send; they refill at its rate, up to its burst. */
    private double tokens;

    private long bytesPerSecond = Long.MAX_VALUE;
    private long burstBytes = Long.MAX_VALUE;
    private long refilledNanos;
    private long drainedBytes;
    private long worstNanos;
    private int taken;
    private int limited;

    @BeforeEach
    void start() {
        driven = DrivenPipeline.spooling(directory, 32 * MEGABYTE);
    }

    @AfterEach
    void end() {
        driven.pipeline.end();
    }

    @Test
    void aLiveLineGoesOutWithinFiveSecondsAndTheBacklogTwiceAsFastAsLinesCome() {
        outage();

        drain(MEGABYTE + MEGABYTE / 2);

        assertThat(worst()).isLessThan(Duration.ofSeconds(5));
        assertThat(drainedBytesPerSecond()).isGreaterThan(3 * MEGABYTE);
        assertThat(limited).isZero();
        assertThatNothingIsLost();
    }

    @Test
    void aTenantsRateIsUsedUpButSeldomPassedAndLiveLinesAreInTime() {
        outage();
        bytesPerSecond = 4 * MEGABYTE;
        burstBytes = 6 * MEGABYTE;
        tokens = burstBytes;

        drain(MEGABYTE / 2);

        assertThat(worst()).isLessThan(Duration.ofSeconds(5));
        assertThat(drainedBytesPerSecond()).isGreaterThan(2 * MEGABYTE);
        assertThat(limited).isLessThan(taken / 5);
        assertThatNothingIsLost();
    }

    @Test
    void aTenantWithALowRateGetsAllInTheEndWithFewPushes() {
        isUp = true;
        bytesPerSecond = 100_000;
        burstBytes = 200_000;
        tokens = burstBytes;
        for (int i = 0; i < 10; i++) {
            append(5 * MEGABYTE);
            advance(TICK.toNanos());
        }

        while (driven.counters.snapshot().queued() + driven.counters.snapshot().spooled() > 0) {
            advance(TICK.toNanos());
        }

        double seconds = driven.time.nanos() / 1e9;
        assertThat(seconds).isBetween(45.0, 300.0);
        assertThat(driven.pushes() / seconds).isLessThan(5);
        assertThatNothingIsLost();
    }

    private void outage() {
        while (driven.counters.snapshot().spooled() * LINE.length() < BACKLOG_BYTES) {
            append(16 * MEGABYTE);
            advance(TICK.toNanos());
        }
    }

    /** Measures from the first accepted push until Loki has all earlier lines, while new lines are logged. */
    private void drain(long liveBytesPerSecond) {
        long backlogBytes = driven.counters.snapshot().spooled() * LINE.length();
        isUp = true;
        nextTickNanos = driven.time.nanos();
        while (drainedBytes < backlogBytes * 0.99) {
            if (driven.time.nanos() >= nextTickNanos) {
                append(liveBytesPerSecond);
                nextTickNanos += TICK.toNanos();
            }
            advance(nextTickNanos - driven.time.nanos());
        }
    }

    /** Adds the lines of one tick, to the stream with the backlog and to one without. */
    private void append(long bytesPerSecond) {
        long lines = bytesPerSecond * TICK.toMillis() / 1000 / LINE.length();
        for (int i = 0; i < lines; i++) {
            String host = isUp && i % 4 == 0 ? "web-2" : "web-1";
            driven.add("", Map.of("service_name", "orders", "host", host), LINE, false);
        }
        driven.move();
    }

    /** Lets Loki respond and the pipeline run for this time. */
    private void advance(long nanos) {
        long until = driven.time.nanos() + nanos;
        while (driven.time.nanos() < until) {
            long now = driven.time.nanos();
            long answer = driven.inFlight() == 0 ? Long.MAX_VALUE : answerNanos();
            if (answer <= now) {
                latestAnswerNanos = now;
                driven.answer(this::answer);
            } else {
                driven.moveOn(Duration.ofNanos(Math.min(until, answer) - now));
            }
        }
    }

    /** The network carries one push after the other. */
    private long answerNanos() {
        return Math.max(latestAnswerNanos, driven.departedNanos() + ROUND_TRIP_NANOS);
    }

    private PushResponse answer(SentPush push) {
        if (!isUp) {
            return new PushResponse(503, "", 0);
        }
        long bytes = 0;
        for (byte[] entry : PushRequestEncoder.entries(push.body())) {
            bytes += entry.length;
        }
        latestAnswerNanos += (long) (bytes / BYTES_PER_NANO);
        if (!isWithinRate(bytes)) {
            limited++;
            return new PushResponse(
                    429,
                    "ingestion rate limit exceeded for user u (limit: 4194304 bytes/sec) while"
                            + " attempting to ingest '1' lines totaling '" + bytes + "' bytes",
                    0);
        }
        startNanos = Math.min(startNanos, driven.time.nanos());
        taken++;
        PushRequestEncoder.entries(push.body()).forEach(this::take);
        return new PushResponse(204, "", 0);
    }

    private boolean isWithinRate(long bytes) {
        long now = driven.time.nanos();
        tokens = Math.min((double) burstBytes, tokens + (now - refilledNanos) / 1e9 * bytesPerSecond);
        refilledNanos = now;
        boolean within = bytes <= tokens;
        tokens -= within ? bytes : 0;
        return within;
    }

    private void take(byte[] entry) {
        long appendedNanos = EntryCodec.time(entry) - ManualClock.START_EPOCH_MILLIS * 1_000_000;
        if (appendedNanos < startNanos) {
            drainedBytes += LINE.length();
        } else {
            worstNanos = Math.max(worstNanos, driven.time.nanos() - appendedNanos);
        }
    }

    private Duration worst() {
        return Duration.ofNanos(worstNanos);
    }

    private double drainedBytesPerSecond() {
        return drainedBytes / ((driven.time.nanos() - startNanos) / 1e9);
    }

    private void assertThatNothingIsLost() {
        Ledger ledger = driven.counters.snapshot();
        assertThat(ledger.balances()).isTrue();
        assertThat(ledger.droppedTotal() + ledger.refusedTotal())
                .as(ledger.toString())
                .isZero();
    }
}
