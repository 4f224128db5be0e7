package io.github.lokiline.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

    private final LatencyHistogram latencies = new LatencyHistogram();

    @Test
    void findsTheTimeThatAShareOfAllStaysBelow() {
        for (long nanos = 1; nanos <= 100_000; nanos++) {
            latencies.add(nanos);
        }

        assertThat(latencies.nanosAt(0.5)).isCloseTo(50_000, Percentage.withPercentage(1.6));
        assertThat(latencies.nanosAt(0.99)).isCloseTo(99_000, Percentage.withPercentage(1.6));
        assertThat(latencies.nanosAt(0.999)).isCloseTo(99_900, Percentage.withPercentage(1.6));
    }

    @Test
    void knowsEveryTimeToItsHundredth() {
        for (long nanos = 1; nanos > 0; nanos *= 3) {
            LatencyHistogram one = new LatencyHistogram();
            one.add(nanos);

            assertThat(one.nanosAt(1)).isCloseTo(nanos, Percentage.withPercentage(1.6));
        }
    }

    @Test
    void addsWhatOtherThreadsMeasured() {
        LatencyHistogram other = new LatencyHistogram();
        latencies.add(10);
        latencies.add(20);
        other.add(30);

        latencies.addAll(other);

        assertThat(latencies.nanosAt(1)).isCloseTo(30, within(0L));
        assertThat(latencies.nanosAt(0.5)).isEqualTo(20);
    }
}
