package io.github.lokiline.client.internal.http;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Parses {@code Retry-After} in both forms (RFC 9110, section 10.2.3): {@code 120} or an HTTP date. Stateless. */
final class RetryAfter {

    private RetryAfter() {}

    /** Returns the wait in nanoseconds; 0 for none, for a date in the past and for an unreadable value. */
    static long nanos(@Nullable String header, Instant now) {
        if (header == null) {
            return 0;
        }
        String text = header.trim();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            // More than nine digits are more than thirty years; the caller limits the wait anyway.
            return text.length() > 9
                    ? Long.MAX_VALUE
                    : Duration.ofSeconds(Long.parseLong(text)).toNanos();
        }
        Instant date = HttpDate.parse(text);
        if (date == null) {
            return 0;
        }
        long seconds = Duration.between(now, date).toSeconds();
        return seconds > 1_000_000_000 ? Long.MAX_VALUE : Math.max(0, seconds) * 1_000_000_000L;
    }
}
