package io.github.lokiline.doctor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerLimitsTest {

    private final ServerLimits limits = new ServerLimits();

    @Test
    void readsSizesAsLokiWritesThem() {
        limits.addServers("limits_config:\n  a: 256KB\n  b: 1.5MB\n  c: 100\n  d: 3MiB\n  e: lots\n  rate: 4.5\n");

        assertThat(limits.bytes("a")).hasValue(256 << 10);
        assertThat(limits.bytes("b")).hasValue(3 << 19);
        assertThat(limits.bytes("c")).hasValue(100);
        assertThat(limits.bytes("d")).hasValue(3 << 20);
        assertThat(limits.bytes("e")).isEmpty();
        assertThat(limits.bytes("unknown")).isEmpty();
        assertThat(limits.megabytes("rate")).hasValue(9 << 19);
    }

    @Test
    void readsDurationsAsLokiWritesThem() {
        limits.addServers("limits_config:\n  a: 1w\n  b: 1h30m\n  c: 10m0s\n  d: 500ms\n  e: 0s\n");

        assertThat(limits.duration("a")).isEqualTo(Duration.ofDays(7));
        assertThat(limits.duration("b")).isEqualTo(Duration.ofMinutes(90));
        assertThat(limits.duration("c")).isEqualTo(Duration.ofMinutes(10));
        assertThat(limits.duration("d")).isEqualTo(Duration.ofMillis(500));
        assertThat(limits.duration("e")).isZero();
    }

    @Test
    void knowsNothingFromAnswersThatAreNoLimits() {
        limits.addServers("<html>\n\t{[}");
        limits.addServers("just text");
        limits.addServers("");
        limits.addTenants("<html>");
        limits.addTenants("[1]");
        limits.addTenants("{\"limits\": 3}");

        assertThat(limits.isEmpty()).isTrue();
    }
}
