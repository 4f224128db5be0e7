package io.github.lokiline.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The syntax of RFC 9110, section 10.2.3. */
class TimeHeadersTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void readsSeconds() {
        assertThat(TimeHeaders.retryAfterNanos("7", NOW))
                .isEqualTo(Duration.ofSeconds(7).toNanos());
        assertThat(TimeHeaders.retryAfterNanos(" 120 ", NOW))
                .isEqualTo(Duration.ofMinutes(2).toNanos());
    }

    @Test
    void readsAnHttpDate() {
        assertThat(TimeHeaders.retryAfterNanos("Sat, 21 Nov 2026 10:01:30 GMT", NOW))
                .isEqualTo(Duration.ofSeconds(90).toNanos());
    }

    @Test
    void askingForNothingReadablyMeansNoWait() {
        for (String header : new String[] {null, "", "soon", "-5", "1.5", "Fri, 20 Nov 2026 10:00:00 GMT"}) {
            assertThat(TimeHeaders.retryAfterNanos(header, NOW)).isZero();
        }
    }

    @Test
    void anAbsurdWaitIsLongNotNegative() {
        assertThat(TimeHeaders.retryAfterNanos("99999999999999999999", NOW)).isEqualTo(Long.MAX_VALUE);
        assertThat(TimeHeaders.retryAfterNanos("21 Nov 9999 10:01:30 GMT", NOW)).isEqualTo(Long.MAX_VALUE);
    }
}
