package io.github.lokiline.samples.orders;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Puts the request id on every line of a request and logs one line when it completes. Thread-safe.
 *
 * <p>The id is the caller's {@code X-Request-ID} if there is one, so that a request can be followed from service to
 * service. It is kept in the MDC; no other class here knows of it.
 */
final class RequestLog extends Filter {

    static final String HEADER = "X-Request-ID";
    static final String MDC_KEY = "request_id";

    private static final Logger log = LoggerFactory.getLogger(RequestLog.class);

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        long startNanos = System.nanoTime();
        MDC.put(MDC_KEY, requestId(exchange));
        try {
            chain.doFilter(exchange);
        } finally {
            completed(exchange, System.nanoTime() - startNanos);
            MDC.remove(MDC_KEY);
            // Responds only now, so that the caller can find the line as soon as it has the response.
            exchange.close();
        }
    }

    private static String requestId(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst(HEADER);
        return given == null || given.isBlank() ? UUID.randomUUID().toString() : given;
    }

    private static void completed(HttpExchange exchange, long nanos) {
        log.atInfo()
                .addKeyValue("method", exchange.getRequestMethod())
                .addKeyValue("path", exchange.getRequestURI().getPath())
                .addKeyValue("status_code", exchange.getResponseCode())
                .addKeyValue("duration_ms", nanos / (double) TimeUnit.MILLISECONDS.toNanos(1))
                .log("Request completed");
    }

    @Override
    public String description() {
        return "request id and request log";
    }
}
