package io.github.lokiline.client.internal.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final CircuitBreaker gate = new CircuitBreaker();

    @Test
    void anOpenGateAdmitsAnyNumber() {
        gate.onDeparture("probe");

        assertThat(gate.admits(0)).isTrue();
        assertThat(gate.waitNanos(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void afterAFailureItIsShutUntilItsTime() {
        gate.onError(0, 10, 100, false);

        assertThat(gate.admits(109)).isFalse();
        assertThat(gate.waitNanos(50)).isEqualTo(60);
        assertThat(gate.admits(110)).isTrue();
    }

    @Test
    void thenOneProbeStandsForAll() {
        gate.onError(0, 10, 100, false);

        gate.onDeparture("probe");

        assertThat(gate.admits(110)).isFalse();
        assertThat(gate.waitNanos(110)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aPushThatLeftBeforeTheFailureMakesNoRoomForASecondProbe() {
        gate.onDeparture("early");
        gate.onError(0, 10, 100, false);
        gate.onDeparture("probe");

        gate.onReturn("early");
        gate.onError(1, 111, 100, false);

        assertThat(gate.admits(1000)).isFalse();
        gate.onReturn("probe");
        assertThat(gate.admits(1000)).isTrue();
    }

    @Test
    void aProbeThatSucceedsOpensIt() {
        gate.onError(0, 10, 100, false);
        gate.onDeparture("probe");

        gate.onSuccess();

        assertThat(gate.admits(110)).isTrue();
        assertThat(gate.isFailing()).isFalse();
    }

    @Test
    void pushesThatLeftTogetherFailOnce() {
        gate.onError(0, 10, 100, false);
        gate.onError(1, 11, 100, false);
        gate.onError(2, 12, 100, false);

        assertThat(gate.failures()).isEqualTo(1);
    }

    @Test
    void aFlushNeedNotWait() {
        gate.onError(0, 10, 1_000_000, false);

        gate.probeNow(20, false);

        assertThat(gate.admits(20)).isTrue();
    }

    @Test
    void aFlushDoesNotEndAWaitThatLokiAskedFor() {
        gate.onError(0, 10, 100, true);

        gate.probeNow(20, false);

        assertThat(gate.admits(20)).isFalse();
    }

    @Test
    void theLastFlushEndsAnyWait() {
        gate.onError(0, 10, 100, true);

        gate.probeNow(20, true);

        assertThat(gate.admits(20)).isTrue();
    }
}
