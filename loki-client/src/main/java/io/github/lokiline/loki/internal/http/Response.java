package io.github.lokiline.loki.internal.http;

/**
 * What came back of one push. Immutable.
 *
 * @param status the HTTP status; 0 when none came (refused, reset, timed out)
 * @param body the beginning of the answer's body, or what went wrong when there was no answer
 * @param retryAfterNanos what {@code Retry-After} asks for; 0 when it asks for nothing
 */
public record Response(int status, String body, long retryAfterNanos) {

    /** No answer: Loki may or may not have stored the push. */
    public static Response failed(String reason) {
        return new Response(0, reason, 0);
    }
}
