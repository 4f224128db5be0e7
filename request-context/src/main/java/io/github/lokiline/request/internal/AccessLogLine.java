package io.github.lokiline.request.internal;

import io.github.lokiline.request.RequestContextFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** The line that is logged when a request completes. Immutable; reads the method and path when the request begins. */
final class AccessLogLine {

    private static final Logger LOGGER = LoggerFactory.getLogger(RequestContextFilter.class);

    private static final int SERVER_ERROR = 500;

    private final String method;
    private final String path;
    private final long startNanos = System.nanoTime();

    AccessLogLine(HttpServletRequest request) {
        this.method = request.getMethod();
        this.path = RequestPaths.of(request);
    }

    /**
     * Logs the line.
     *
     * @param thrown the exception that ended the request, for which the container responds with 500 unless the response
     *     is committed. The container logs the stack trace too, but after all filters, where the MDC has no request id
     */
    void log(HttpServletResponse response, @Nullable Throwable thrown) {
        int status = thrown == null || response.isCommitted() ? response.getStatus() : SERVER_ERROR;
        LoggingEventBuilder event = LOGGER.atLevel(level(status, thrown))
                .addKeyValue("method", method)
                .addKeyValue("path", path)
                .addKeyValue("status_code", status)
                .addKeyValue("duration_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos));
        if (thrown != null) {
            event = event.setCause(thrown);
        }
        event.log("Request completed");
    }

    private static Level level(int status, @Nullable Throwable thrown) {
        if (thrown != null) {
            return Level.ERROR;
        }
        return status >= SERVER_ERROR ? Level.WARN : Level.INFO;
    }
}
