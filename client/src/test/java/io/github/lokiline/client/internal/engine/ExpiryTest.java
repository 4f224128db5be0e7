package io.github.lokiline.client.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.Ledger;
import io.github.lokiline.client.OverflowPolicy;
import io.github.lokiline.client.internal.http.PushResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An entry is dropped for its age when this machine's clock and the server's both say that Loki would refuse it. */
@Tag("promise-8")
class ExpiryTest {

    private static final Map<String, String> LABELS = Map.of("service_name", "orders");
    private static final Duration LONGER_THAN_MAX_AGE = Duration.ofDays(8);

    @TempDir
    Path directory;

    private final List<String> stored = new ArrayList<>();
    private DrivenPipeline driven = new DrivenPipeline(false);

    @AfterEach
    void end() {
        driven.pipeline.end();
    }

    @Test
    void aClockThatIsDaysAheadDeletesNothingFromTheSpool() {
        leaveInSpool(5);
        startWithClockAhead();

        respond(503);
        respond(503);
        deliverAll();

        assertThat(stored).containsExactly("line 0", "line 1", "line 2", "line 3", "line 4");
        assertThat(ledger().dropped()).isEmpty();
    }

    @Test
    void aClockThatIsDaysAheadDeletesNothingBeforeTheServerWasReached() {
        leaveInSpool(5);
        startWithClockAhead();

        for (int i = 0; i < 10; i++) {
            fail();
        }

        assertThat(ledger().dropped()).isEmpty();
        assertThat(ledger().spooled() + ledger().queued()).isEqualTo(5);
    }

    @Test
    void aClockThatStepsAheadDropsNothingFromMemory() {
        log(0);
        respond(503);
        driven.time.step(LONGER_THAN_MAX_AGE);

        respond(503);
        deliverAll();

        assertThat(stored).containsExactly("line 0");
        assertThat(ledger().dropped()).isEmpty();
    }

    @Test
    void aServerWhoseClockIsAheadAloneDropsNothing() {
        log(0);

        driven.answer(push -> response(503, driven.time.trueEpochMillis() + LONGER_THAN_MAX_AGE.toMillis()));
        deliverAll();

        assertThat(stored).containsExactly("line 0");
    }

    @Test
    void whatIsTooOldByBothClocksIsDroppedFromMemory() {
        log(0);
        respond(503);

        driven.time.advance(LONGER_THAN_MAX_AGE);
        driven.move();

        assertThat(ledger().dropped()).isEqualTo(Map.of("too_old", 1L));
        assertThat(driven.listener.warnings).contains("entries waited longer than maxAge and are lost");
    }

    @Test
    void whatIsTooOldByBothClocksIsDeletedFromTheSpool() {
        outageWithSpool(5);

        driven.time.advance(LONGER_THAN_MAX_AGE);
        log(5);

        assertThat(ledger().dropped()).isEqualTo(Map.of("spool_expired", 4L));
        assertThat(driven.inFlight()).isEqualTo(1);
    }

    private void leaveInSpool(int lines) {
        outageWithSpool(lines);
        driven.pipeline.end();
    }

    private void outageWithSpool(int lines) {
        driven = DrivenPipeline.spooling(directory, 32 << 20, OverflowPolicy.DROP_NEWEST);
        for (int i = 0; i < lines; i++) {
            log(i);
            if (i == 0) {
                respond(503);
            }
        }
    }

    private void startWithClockAhead() {
        driven = DrivenPipeline.spooling(directory, 32 << 20);
        driven.time.step(LONGER_THAN_MAX_AGE);
        recover();
    }

    private void recover() {
        while (driven.pipeline.recover()) {
            driven.move();
        }
        driven.move();
    }

    private void log(int number) {
        driven.add(LABELS, "line " + number);
        driven.move();
    }

    private void respond(int status) {
        untilInFlight();
        driven.answer(push -> response(status, driven.time.trueEpochMillis()));
    }

    private void fail() {
        untilInFlight();
        driven.answer(push -> new PushResponse(503, "", 0));
    }

    private void untilInFlight() {
        for (int i = 0; i < 1000 && driven.inFlight() == 0; i++) {
            driven.moveOn();
        }
    }

    private void deliverAll() {
        while (ledger().queued() + ledger().spooled() > 0) {
            untilInFlight();
            driven.answer(push -> {
                stored.addAll(NextProcess.lines(push));
                return response(204, driven.time.trueEpochMillis());
            });
        }
        assertThat(ledger().balances()).as(ledger().toString()).isTrue();
    }

    private Ledger ledger() {
        return driven.counters.snapshot();
    }

    private static PushResponse response(int status, long serverEpochMillis) {
        return new PushResponse(status, "", 0, "", serverEpochMillis, null);
    }
}
