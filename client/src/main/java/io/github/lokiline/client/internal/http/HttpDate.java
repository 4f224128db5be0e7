package io.github.lokiline.client.internal.http;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Parses a date as servers send it (RFC 9110, section 5.6.7): {@code Sun, 06 Nov 1994 08:49:37 GMT}. Stateless. */
final class HttpDate {

    private HttpDate() {}

    /** Returns null for no date and for an unreadable one. */
    static @Nullable Instant parse(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(header.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Returns milliseconds since 1970; 0 for no date and for an unreadable one. */
    static long epochMillis(@Nullable String header) {
        Instant date = parse(header);
        return date == null ? 0 : date.toEpochMilli();
    }
}
