package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import java.util.Map;

/** What the server says to one request. Immutable. */
record Answer(int status, String contentType, String body, Map<String, String> headers) {

    static final String PLAIN_TEXT = "text/plain; charset=utf-8";

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer noContent() {
        return new Answer(204, "", "", Map.of());
    }

    /** An error as Go's {@code http.Error} writes it: the text and a line end. */
    static Answer error(int status, String text) {
        return new Answer(status, PLAIN_TEXT, text + "\n", Map.of("X-Content-Type-Options", "nosniff"));
    }

    static Answer refused(RefusedPushException refusal) {
        return error(refusal.status(), refusal.text());
    }

    /** An error of a query, which comes without a line end. */
    static Answer badQuery(String text) {
        return new Answer(400, PLAIN_TEXT, text, Map.of("X-Content-Type-Options", "nosniff"));
    }

    static Answer json(String body) {
        return new Answer(200, "application/json; charset=UTF-8", body, Map.of());
    }
}
