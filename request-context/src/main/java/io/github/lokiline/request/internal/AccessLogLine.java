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

/** What is logged when a request is over. Immutable; what it needs of the request it takes when that begins. */
final class AccessLogLine {

    private static final Logger LOGGER = LoggerFactory.getLogger(RequestContextFilter.class);

    private static final int SERVER_ERROR = 500;

    private final String method;
    private final String path;
    private final long beganNanos = System.nanoTime();

    AccessLogLine(HttpServletRequest request) {
        this.method = request.getMethod();
        this.path = RequestPaths.of(request);
    }

    /**
     * @param thrown what the container answers 500 for, if it still can. It logs the trace too, but behind all filters,
     *     where no line has the request's id any more
     */
    void log(HttpServletResponse response, @Nullable Throwable thrown) {
        int status = thrown == null || response.isCommitted() ? response.getStatus() : SERVER_ERROR;
        LoggingEventBuilder event = LOGGER.atLevel(level(status, thrown))
                .addKeyValue("method", method)
                .addKeyValue("path", path)
                .addKeyValue("status_code", status)
                .addKeyValue("duration_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos));
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
