package io.github.lokiline.client.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Parses the headers of a response that carry a time (RFC 9110): {@code Date}, as {@code Sun, 06 Nov 1994 08:49:37 GMT}
 * (section 5.6.7), and {@code Retry-After}, which is such a date or seconds, as {@code 120} (section 10.2.3). Stateless.
 */
final class TimeHeaders {
    private TimeHeaders() {}

    /** Returns milliseconds since 1970; 0 for no date and for an unreadable one. */
    static long dateMillis(@Nullable String date) {
        Instant parsed = date == null ? null : parse(date.trim());
        return parsed == null ? 0 : parsed.toEpochMilli();
    }

    /** Returns the wait in nanoseconds; 0 for none, for a date in the past and for an unreadable value. */
    static long retryAfterNanos(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return 0;
        }
        String text = retryAfter.trim();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            // More than nine digits are more than thirty years; the caller limits the wait anyway.
            return text.length() > 9
                    ? Long.MAX_VALUE
                    : Duration.ofSeconds(Long.parseLong(text)).toNanos();
        }
        Instant date = parse(text);
        if (date == null) {
            return 0;
        }
        long seconds = Duration.between(now, date).toSeconds();
        return seconds > 1_000_000_000 ? Long.MAX_VALUE : Math.max(0, seconds) * 1_000_000_000L;
    }

    private static @Nullable Instant parse(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
