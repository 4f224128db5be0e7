package io.github.lokiline.doctor.server;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server's response. Immutable.
 *
 * @param body the beginning of the body
 * @param date the header of that name
 * @param location the header of that name
 * @param asked the time of the request
 * @param took the response time
 */
public record ServerReply(
        int status,
        String body,
        @Nullable String date,
        @Nullable String location,
        Instant asked,
        Duration took) {

    private static final int SHOWN_CHARS = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\s]+");

    public boolean isOk() {
        return status == 200;
    }

    /** Returns whether the server hides this path. */
    public boolean isHidden() {
        return status == 401 || status == 403 || status == 404 || status == 405 || isRedirect();
    }

    public boolean isRedirect() {
        return status >= 300 && status < 400;
    }

    /** Returns the status and a short text for the report. */
    public String summary() {
        String text = UNPRINTABLE.matcher(body).replaceAll(" ").strip();
        String start = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "..." : text;
        return "status " + status + (start.isEmpty() ? "" : ", " + start);
    }
}
