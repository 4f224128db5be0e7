package io.github.lokiline.client.internal.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final CircuitBreaker breaker = new CircuitBreaker();

    @Test
    void aClosedBreakerAdmitsAnyNumber() {
        breaker.onDeparture("probe");

        assertThat(breaker.admits(0)).isTrue();
        assertThat(breaker.waitNanos(0)).isEqualTo(0);
    }

    @Test
    void afterAFailureItIsOpenUntilItsTime() {
        breaker.onError(0, 10, 100, false);

        assertThat(breaker.admits(109)).isFalse();
        assertThat(breaker.waitNanos(50)).isEqualTo(60);
        assertThat(breaker.admits(110)).isTrue();
    }

    @Test
    void thenOneProbeStandsForAll() {
        breaker.onError(0, 10, 100, false);

        breaker.onDeparture("probe");

        assertThat(breaker.admits(110)).isFalse();
        assertThat(breaker.waitNanos(110)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aPushThatLeftBeforeTheFailureMakesNoRoomForASecondProbe() {
        breaker.onDeparture("early");
        breaker.onError(0, 10, 100, false);
        breaker.onDeparture("probe");

        breaker.onReturn("early");
        breaker.onError(1, 111, 100, false);

        assertThat(breaker.admits(1000)).isFalse();
        breaker.onReturn("probe");
        assertThat(breaker.admits(1000)).isTrue();
    }

    @Test
    void aProbeThatSucceedsOpensIt() {
        breaker.onError(0, 10, 100, false);
        breaker.onDeparture("probe");

        breaker.onSuccess();

        assertThat(breaker.admits(110)).isTrue();
        assertThat(breaker.isFailing()).isFalse();
    }

    @Test
    void pushesThatLeftTogetherFailOnce() {
        breaker.onError(0, 10, 100, false);
        breaker.onError(1, 11, 100, false);
        breaker.onError(2, 12, 100, false);

        assertThat(breaker.failures()).isEqualTo(1);
    }

    @Test
    void aFlushNeedNotWait() {
        breaker.onError(0, 10, 1_000_000, false);

        breaker.probeNow(20, false);

        assertThat(breaker.admits(20)).isTrue();
    }

    @Test
    void aFlushDoesNotEndAWaitThatLokiAskedFor() {
        breaker.onError(0, 10, 100, true);

        breaker.probeNow(20, false);

        assertThat(breaker.admits(20)).isFalse();
    }

    @Test
    void theLastFlushEndsAnyWait() {
        breaker.onError(0, 10, 100, true);

        breaker.probeNow(20, true);

        assertThat(breaker.admits(20)).isTrue();
    }
}
