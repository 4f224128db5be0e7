package io.github.lokiline.doctor.server;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered. Immutable.
 *
 * @param body the beginning of it
 * @param date the header of that name
 * @param location the header of that name
 * @param asked when the request was sent
 * @param took how long the answer took
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

    /** Whoever answers so keeps it to himself. */
    public boolean isHidden() {
        return status == 401 || status == 403 || status == 404 || status == 405 || isRedirect();
    }

    public boolean isRedirect() {
        return status >= 300 && status < 400;
    }

    /** The status and a short text, for people. */
    public String shown() {
        String text = UNPRINTABLE.matcher(body).replaceAll(" ").strip();
        String start = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "..." : text;
        return "status " + status + (start.isEmpty() ? "" : ", " + start);
    }
}
