package io.github.lokiline.testkit.internal.http;

import com.sun.net.httpserver.HttpExchange;
import io.github.lokiline.testkit.internal.wire.Utf8;
import java.io.IOException;

/** Writes answers to the JDK's server. Stateless, thread-safe. */
public final class ResponseWriter {

    private static final int NO_BODY = -1;

    private ResponseWriter() {}

    public static void send(HttpExchange http, LokiResponse answer) throws IOException {
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
