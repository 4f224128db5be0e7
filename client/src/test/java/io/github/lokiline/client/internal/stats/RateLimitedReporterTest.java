package io.github.lokiline.client.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.RecordingListener;
import io.github.lokiline.client.internal.engine.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitedReporterTest {

    private final ManualClock time = new ManualClock();
    private final RecordingListener listener = new RecordingListener();
    private final RateLimitedReporter notices = new RateLimitedReporter(listener, time);

    @Test
    void theFirstIsToldAtOnceAndTheRestOnceAMinuteWithTheTotal() {
        for (int i = 0; i < 100; i++) {
            notices.warn("outage", "Loki is gone");
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(listener.warnings).containsExactly("Loki is gone", "Loki is gone (61 times so far)");
    }

    @Test
    void kindsAreRationedApart() {
        notices.warn("a", "first");
        notices.warn("b", "second");

        assertThat(listener.warnings).containsExactly("first", "second");
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        RateLimitedReporter hostile = new RateLimitedReporter(
                new DeliveryListener() {
                    @Override
                    public void info(String message) {
                        throw new IllegalStateException("no");
                    }

                    @Override
                    public void warn(String message) {
                        throw new IllegalStateException("no");
                    }
                },
                time);

        hostile.info("a", "hello");
        hostile.warn("a", "hello");

        assertThat(listener.warnings).isEmpty();
    }
}
