package io.github.lokiline.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.lokiline.testkit.internal.wire.Utf8;
import java.io.IOException;

/** Writes answers to the JDK's server. Stateless, thread-safe. */
final class HttpAnswers {

    private static final int NO_BODY = -1;

    private HttpAnswers() {}

    static void send(HttpExchange http, Answer answer) throws IOException {
        answer.headers().forEach(http.getResponseHeaders()::set);
        byte[] body = Utf8.encode(answer.body());
        if (body.length == 0 || http.getRequestMethod().equals("HEAD")) {
            http.sendResponseHeaders(answer.status(), NO_BODY);
            return;
        }
        http.getResponseHeaders().set("Content-Type", answer.contentType());
        http.sendResponseHeaders(answer.status(), body.length);
        http.getResponseBody().write(body);
    }
}
