package io.github.lokiline.request.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** One request of a WebFlux application. Immutable; any thread may complete it. */
public final class WebRequestExchange {
    /** That of the servlet filter, a class that cannot be loaded here. */
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.lokiline.request.RequestContextFilter");

    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    /** That of nginx for a request whose client does not wait for the response. */
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private final ServerHttpResponse response;
    /** Those of the server's span, for the completion line; the tracer itself propagates the ids of the current span. */
    private final Map<String, String> tracerIds = TracerIds.current();

    private final Map<String, String> entries;
    private final AccessLogLine line;
    private final boolean silent;

    public WebRequestExchange(ServerHttpRequest request, ServerHttpResponse response, FilterSettings settings) {
        RequestPath path = request.getPath();
        this.response = response;
        this.line = new AccessLogLine(LOGGER, request.getMethod().name(), PathParameters.withoutSession(path.value()));
        this.silent = settings.isSkipped(
                PathParameters.withoutSession(path.pathWithinApplication().value()));
        this.entries = Map.copyOf(settings.entries(request.getHeaders()::getFirst, !tracerIds.isEmpty()));
        response.getHeaders().set(RequestIds.HEADER, entries.get(RequestIds.KEY));
    }

    /** Returns the MDC entries, except for those of the tracer. */
    public Map<String, String> entries() {
        return entries;
    }

    public void complete() {
        log(status(), null);
    }

    public void cancel() {
        log(CLIENT_CLOSED_REQUEST, null);
    }

    /**
     * Waits for the status that the exception handlers behind all filters decide upon. An exception behind a response
     * below 500, such as 404, is no failure of the application, but one that breaks a committed response is.
     */
    public void fail(Throwable thrown) {
        if (response.isCommitted()) {
            log(status(), thrown);
        } else {
            response.beforeCommit(
                    () -> Mono.fromRunnable(() -> log(status(), status() < SERVER_ERROR ? null : thrown)));
        }
    }

    private int status() {
        HttpStatusCode status = response.getStatusCode();
        return status == null ? OK : status.value();
    }

    private void log(int status, @Nullable Throwable thrown) {
        if (silent) {
            return;
        }
        MdcSnapshot before = MdcSnapshot.current();
        tracerIds.forEach(MDC::put);
        entries.forEach(MDC::put);
        try {
            line.log(status, thrown);
        } finally {
            before.restore();
        }
    }
}
