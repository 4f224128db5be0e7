package io.github.lokiline.testkit.internal.http;

import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import java.util.Map;

/** The server's response to one request. Immutable. */
public record LokiResponse(int status, String contentType, String body, Map<String, String> headers) {

    public static final String PLAIN_TEXT = "text/plain; charset=utf-8";

    public LokiResponse {
        headers = Map.copyOf(headers);
    }

    public static LokiResponse noContent() {
        return new LokiResponse(204, "", "", Map.of());
    }

    /** Creates an error as Go's {@code http.Error} writes it: the text and a line end. */
    public static LokiResponse error(int status, String text) {
        return new LokiResponse(status, PLAIN_TEXT, text + "\n", Map.of("X-Content-Type-Options", "nosniff"));
    }

    public static LokiResponse refused(RefusedPushException refusal) {
        return error(refusal.status(), refusal.text());
    }

    /** Creates an error of a query, which has no line end. */
    public static LokiResponse badQuery(String text) {
        return new LokiResponse(400, PLAIN_TEXT, text, Map.of("X-Content-Type-Options", "nosniff"));
    }

    public static LokiResponse json(String body) {
        return new LokiResponse(200, "application/json; charset=UTF-8", body, Map.of());
    }
}
