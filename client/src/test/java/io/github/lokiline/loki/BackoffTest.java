package io.github.lokiline.loki;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final long MIN = Duration.ofMillis(500).toNanos();
    private static final long MAX = Duration.ofSeconds(5).toNanos();

    @Test
    void theCeilingDoublesUpToTheHighest() {
        Backoff longest = new Backoff(MIN, MAX, bound -> bound);

        assertThat(new long[] {
                    longest.nanosAfter(0),
                    longest.nanosAfter(1),
                    longest.nanosAfter(2),
                    longest.nanosAfter(3),
                    longest.nanosAfter(4),
                    longest.nanosAfter(1000)
                })
                .containsExactly(MIN, 2 * MIN, 4 * MIN, 8 * MIN, MAX, MAX);
    }

    @Test
    void fullJitterReachesDownToTheFloor() {
        Backoff shortest = new Backoff(MIN, MAX, bound -> 0);

        assertThat(shortest.nanosAfter(5)).isEqualTo(Duration.ofMillis(10).toNanos());
    }
}
