package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.http.PushResponse;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The meaning of a response for the batch and for later pushes. Loki's statuses alone are ambiguous. A 400 may have stored most of
 * the push, a 500 or a 429 may be for ever, a 260 is a refusal. Immutable.
 *
 * <pre>
 * ACCEPTED      204, 200                                   delivered
 * PARTIAL       400 that names entries or streams          the rest is stored: never sent again
 * METADATA_OFF  400, structured metadata disallowed        sent again without it (Loki 2.9, schema below v13)
 * UNPARSABLE    any other 400, 422                         nothing stored: cut in half until the culprit is alone
 * TOO_BIG       413, 500 "larger than max"               cut in half
 * POISONED      500 that complains about a metadata name   cut in half
 * THROTTLED     429                                        later, the same bytes
 * STREAM_LIMIT  429 "maximum active stream limit"          later; then with fewer labels
 * BLOCKED       260, other 2xx                             kept; a pause of minutes
 * UNAUTHORIZED  401, 403, 407                              kept; slowly: a token may be rotated
 * MISDIRECTED   3xx, 404, 405                              kept; slowly: a gateway may lack its backend
 * TRANSIENT     no answer, 408, 425, any other 5xx         later, the same bytes
 * REFUSED       any other 4xx                              cut in half, then given up
 * </pre>
 *
 * The texts are those of Loki 2.9 to 3.7, which do not agree on capitals: {@code Max entry size} became {@code max
 * entry size} after 3.4.
 */
public enum PushOutcome {
    ACCEPTED,
    PARTIAL,
    METADATA_OFF,
    UNPARSABLE,
    TOO_BIG,
    POISONED,
    THROTTLED,
    STREAM_LIMIT,
    BLOCKED,
    UNAUTHORIZED,
    MISDIRECTED,
    TRANSIENT,
    REFUSED;

    /** A 400 that begins so was given after parsing: what is valid in the push is stored. */
    private static final Pattern VALIDATION = Pattern.compile(
            "^(\\d+ errors like: )?(entry for stream '|stream '|max entry size '|error at least one label pair"
                    + "|missing required labels |error parsing labels |entry with timestamp )");

    /** Returns the name in meters: {@code stream_limit}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PushOutcome of(PushResponse response) {
        int status = response.status();
        String body = response.body().toLowerCase(Locale.ROOT);
        return switch (status) {
            case 200, 204 -> ACCEPTED;
            case 400, 422 -> ofBadRequest(status, body);
            case 401, 403, 407 -> UNAUTHORIZED;
            case 404, 405 -> MISDIRECTED;
            case 413 -> TOO_BIG;
            case 429 -> ofTooManyRequests(body);
            case 0, 408, 425 -> TRANSIENT;
            default -> ofClass(status, body);
        };
    }

    private static PushOutcome ofBadRequest(int status, String body) {
        if (body.contains("structured metadata, but this feature is disallowed")) {
            return METADATA_OFF;
        }
        return status == 400 && VALIDATION.matcher(body).find() ? PARTIAL : UNPARSABLE;
    }

    private static PushOutcome ofTooManyRequests(String body) {
        if (body.contains("maximum active stream limit")) {
            return STREAM_LIMIT;
        }
        return THROTTLED;
    }

    private static PushOutcome ofClass(int status, String body) {
        if (status >= 500) {
            if (body.contains("larger than max")) {
                return TOO_BIG;
            }
            boolean name = body.contains("normalization for label name") || body.contains("label name is empty");
            return name ? POISONED : TRANSIENT;
        }
        if (status >= 400) {
            return REFUSED;
        }
        return status >= 300 ? MISDIRECTED : BLOCKED;
    }
}
