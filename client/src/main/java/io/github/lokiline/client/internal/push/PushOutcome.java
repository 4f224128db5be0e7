package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.http.PushResponse;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The meaning of a response for the batch and for later pushes. Loki's statuses alone are ambiguous. A 400 may have stored most of
 * the push, a 500 or a 429 may be for ever, a 260 is a refusal. Gateways and sign-in pages answer in Loki's place, so only a
 * text of Loki's makes a 4xx a refusal. Immutable.
 *
 * <pre>
 * ACCEPTED      204, 200 without a page of HTML            delivered
 * PARTIAL       400 that names entries or streams          the rest is stored: never sent again
 * METADATA_OFF  400, structured metadata disallowed        sent again without it (Loki 2.9, schema below v13)
 * UNPARSABLE    400, 422 with a text of Loki's parsers     nothing stored: cut in half until the culprit is alone
 * TOO_BIG       413, 400 and 500 that name the limit       cut in half
 * POISONED      500 that complains about a metadata name   cut in half
 * THROTTLED     429                                        later, the same bytes
 * STREAM_LIMIT  429 "maximum active stream limit"          later; then with fewer labels
 * BLOCKED       260, other 2xx                             kept; a pause of minutes
 * UNAUTHORIZED  401, 403, 407, 400 about the tenant        kept; slowly: a token may be rotated
 * NOT_LOKI      3xx, any other 4xx, 200 with a page        kept; slowly: it is not Loki that answers
 * TRANSIENT     no answer, 408, 425, any other 5xx         later, the same bytes
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
    NOT_LOKI,
    TRANSIENT;

    /** A 400 that begins so was given after parsing: what is valid in the push is stored. */
    private static final Pattern VALIDATION = Pattern.compile(
            "^(\\d+ errors like: )?(entry for stream '|stream '|max entry size '|error at least one label pair"
                    + "|missing required labels |error parsing labels |entry with timestamp )");

    /** The parsers of Loki write these into a 400 or 422; the push was well received, and nothing of it is stored. */
    private static final Pattern PARSE =
            Pattern.compile("couldn't parse |^loghttp\\.|^snappy: |^mime: |^content-encoding "
                    + "|^proto: |^gzip: |^(unexpected )?eof$|must not contain the reserved labels|at least one valid stream"
                    + "|label name is empty");

    private static final Pattern TENANT = Pattern.compile("^tenant id |^multiple org ids present|^no org id");

    /** Returns the name in meters: {@code stream_limit}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PushOutcome of(PushResponse response) {
        int status = response.status();
        String body = response.lowerCaseBody();
        return switch (status) {
            case 200 -> isHtml(response, body) ? NOT_LOKI : ACCEPTED;
            case 204 -> ACCEPTED;
            case 400, 422 -> ofBadRequest(status, body);
            case 401, 403, 407 -> UNAUTHORIZED;
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
        if (status == 400 && VALIDATION.matcher(body).find()) {
            return PARTIAL;
        }
        if (body.contains("larger than max") || body.contains("too large than max")) {
            return TOO_BIG;
        }
        if (TENANT.matcher(body).find()) {
            return UNAUTHORIZED;
        }
        return PARSE.matcher(body.strip()).find() ? UNPARSABLE : NOT_LOKI;
    }

    private static boolean isHtml(PushResponse response, String body) {
        String start = body.stripLeading();
        return response.contentType().toLowerCase(Locale.ROOT).startsWith("text/html")
                || start.startsWith("<!doctype html")
                || start.startsWith("<html");
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
        return status >= 300 ? NOT_LOKI : BLOCKED;
    }
}
