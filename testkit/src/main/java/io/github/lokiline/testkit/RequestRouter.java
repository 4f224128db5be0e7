package io.github.lokiline.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.lokiline.testkit.internal.http.LokiResponse;
import io.github.lokiline.testkit.internal.http.ResponseWriter;
import io.github.lokiline.testkit.internal.query.QueryEndpoint;
import io.github.lokiline.testkit.internal.wire.JsonWriter;
import io.github.lokiline.testkit.internal.wire.RefusedPushException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Dispatches a request by its path. Thread-safe. */
final class RequestRouter implements HttpHandler {

    /** The simulated release of Loki. */
    private static final String VERSION = "3.7.6";

    private static final Set<String> PUSH = Set.of("/loki/api/v1/push", "/api/prom/push");
    private static final Set<String> READ = Set.of("GET", "POST");
    /** Paths of a real Loki that are not implemented. */
    private static final Pattern NOT_EMBEDDED = Pattern.compile(
            "/otlp/v1/logs|/api/prom/.+|/metrics|/services"
                    + "|/loki/api/v1/(query|tail|index/.+|patterns|detected_.+|format_query|delete|rules.*|status/.+|drilldown-limits)");

    private final PushEndpoint push;
    private final QueryEndpoint query;
    private final LokiStore store;
    private volatile boolean ready = true;

    RequestRouter(PushEndpoint push, QueryEndpoint query, LokiStore store) {
        this.push = push;
        this.query = query;
        this.store = store;
    }

    void ready(boolean is) {
        ready = is;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        try (http) {
            if (PUSH.contains(http.getRequestURI().getPath())
                    && http.getRequestMethod().equals("POST")) {
                push.handle(http);
            } else {
                // always read, because an unread body would close the connection
                String form = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                ResponseWriter.send(http, answer(http, form));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private LokiResponse answer(HttpExchange http, String form) {
        String path = http.getRequestURI().getPath();
        String method = http.getRequestMethod();
        if (PUSH.contains(path)) {
            return methodNotAllowed();
        }
        if (path.equals("/ready")) {
            return method.equals("GET") ? readiness() : methodNotAllowed();
        }
        if (path.equals("/loki/api/v1/status/buildinfo")) {
            return LokiResponse.json(new JsonWriter()
                    .strings(Map.of("version", VERSION, "branch", "embedded"))
                    .text());
        }
        if (path.equals("/config")) {
            return method.equals("GET") ? ConfigPage.answer(store.limits()) : methodNotAllowed();
        }
        if (path.equals("/flush")) {
            return READ.contains(method) ? LokiResponse.noContent() : methodNotAllowed();
        }
        if (QueryEndpoint.answers(path)) {
            return READ.contains(method) ? query.answer(http, form) : methodNotAllowed();
        }
        return NOT_EMBEDDED.matcher(path).matches() ? notEmbedded(path) : LokiResponse.error(404, "404 page not found");
    }

    private LokiResponse readiness() {
        return ready
                ? new LokiResponse(200, LokiResponse.PLAIN_TEXT, "ready\n", Map.of())
                : LokiResponse.error(503, "Ingester not ready: waiting for 15s after being ready");
    }

    private static LokiResponse methodNotAllowed() {
        return new LokiResponse(405, LokiResponse.PLAIN_TEXT, "", Map.of());
    }

    private static LokiResponse notEmbedded(String path) {
        return LokiResponse.refused(new RefusedPushException(
                400,
                "EmbeddedLoki does not answer " + path + "; it takes pushes and answers"
                        + " /ready, /config, /flush, labels, label values, series and query_range"));
    }
}
