package io.github.lokiline.appender.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailureReporterTest {
    private final List<String> warnings = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final FailureReporter reporter = new FailureReporter("encoder X", "events lost", warnings::add, nanos::get);

    @Test
    void warnsAtOnceTheFirstTimeAndKeepsTheMessageToItself() {
        reporter.add(new IllegalStateException("log text"));

        assertThat(warnings).containsExactly("encoder X threw java.lang.IllegalStateException; events lost so far: 1");
    }

    @Test
    void warnsAgainAfterAMinuteWithTheTotal() {
        for (int second = 0; second < 61; second++) {
            reporter.add(new IllegalStateException());
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(1)).endsWith("events lost so far: 61");
    }
}
