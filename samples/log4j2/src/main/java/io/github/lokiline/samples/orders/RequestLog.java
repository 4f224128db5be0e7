package io.github.lokiline.samples.orders;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.message.StringMapMessage;

/**
 * Puts the request id on every line of a request and logs one line when it completes. Thread-safe.
 *
 * <p>The id is the caller's {@code X-Request-ID} if there is one, so that a request can be followed from service to
 * service. It is kept in the ThreadContext, which is SLF4J's MDC; no other class here knows of it.
 *
 * <p>The line is a map because that is how fields keep their types in Log4j: SLF4J key-values arrive there as strings.
 */
final class RequestLog extends Filter {

    static final String HEADER = "X-Request-ID";
    static final String MDC_KEY = "request_id";

    private static final Logger log = LogManager.getLogger(RequestLog.class);

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        long startNanos = System.nanoTime();
        ThreadContext.put(MDC_KEY, requestId(exchange));
        try {
            chain.doFilter(exchange);
        } finally {
            completed(exchange, System.nanoTime() - startNanos);
            ThreadContext.remove(MDC_KEY);
            // Responds only now, so that the caller can find the line as soon as it has the response.
            exchange.close();
        }
    }

    private static String requestId(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst(HEADER);
        return given == null || given.isBlank() ? UUID.randomUUID().toString() : given;
    }

    private static void completed(HttpExchange exchange, long nanos) {
        log.info(new StringMapMessage()
                .with("message", "Request completed")
                .with("method", exchange.getRequestMethod())
                .with("path", exchange.getRequestURI().getPath())
                .with("status_code", exchange.getResponseCode())
                .with("duration_ms", nanos / (double) TimeUnit.MILLISECONDS.toNanos(1)));
    }

    @Override
    public String description() {
        return "request id and request log";
    }
}
