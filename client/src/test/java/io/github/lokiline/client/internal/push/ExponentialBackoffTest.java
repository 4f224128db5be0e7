package io.github.lokiline.client.internal.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExponentialBackoffTest {

    private static final long MIN = Duration.ofMillis(500).toNanos();
    private static final long MAX = Duration.ofSeconds(5).toNanos();

    @Test
    void theCeilingDoublesUpToTheHighest() {
        ExponentialBackoff longest = new ExponentialBackoff(() -> MIN, () -> MAX, bound -> bound);

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
        ExponentialBackoff shortest = new ExponentialBackoff(() -> MIN, () -> MAX, bound -> 0);

        assertThat(shortest.nanosAfter(5)).isEqualTo(Duration.ofMillis(10).toNanos());
    }
}
