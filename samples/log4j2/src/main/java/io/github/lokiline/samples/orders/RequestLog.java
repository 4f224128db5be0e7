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
 * Gives every line of a request its request id, and every request its line. Thread-safe.
 *
 * <p>The id comes from the caller's {@code X-Request-ID} when there is one, so that a story can be followed from
 * service to service. It stands in the ThreadContext, which SLF4J calls MDC: no other class here knows of it.
 *
 * <p>The line is a map, since that is how fields keep their types on Log4j: the key-values of SLF4J arrive there as texts.
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
            // The answer leaves last: whoever has it can look for its line.
            exchange.close();
        }
    }

    private static String requestId(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst(HEADER);
        return given == null || given.isBlank() ? UUID.randomUUID().toString() : given;
    }

    private static void completed(HttpExchange exchange, long nanos) {
        log.info(new StringMapMessage()
                .with("message", "request completed")
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
