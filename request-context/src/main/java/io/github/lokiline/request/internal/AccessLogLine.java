package io.github.lokiline.request.internal;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** The line that is logged when a request completes. Immutable; created when the request begins. */
final class AccessLogLine {
    private static final int SERVER_ERROR = 500;

    private final Logger logger;
    private final String method;
    private final String path;
    private final long startNanos = System.nanoTime();

    AccessLogLine(Logger logger, String method, String path) {
        this.logger = logger;
        this.method = method;
        this.path = path;
    }

    /**
     * Logs the line.
     *
     * @param thrown the exception that ended the request
     */
    void log(int status, @Nullable Throwable thrown) {
        LoggingEventBuilder event = logger.atLevel(level(status, thrown))
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
