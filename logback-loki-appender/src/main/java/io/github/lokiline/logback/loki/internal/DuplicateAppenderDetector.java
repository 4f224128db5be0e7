package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.core.Context;
import io.github.lokiline.appender.RawProperties;
import io.github.lokiline.logback.loki.LokiAppender;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Detects started appenders of one context with the same URL, labels and tenant, which usually store every event twice.
 * Thread-safe.
 */
public final class DuplicateAppenderDetector {
    private static final String KEY = DuplicateAppenderDetector.class.getName();

    private final Map<List<String>, LokiAppender> byDestination = new HashMap<>();

    private DuplicateAppenderDetector() {}

    public static DuplicateAppenderDetector of(Context context) {
        synchronized (DuplicateAppenderDetector.class) {
            if (context.getObject(KEY) instanceof DuplicateAppenderDetector known) {
                return known;
            }
            DuplicateAppenderDetector created = new DuplicateAppenderDetector();
            context.putObject(KEY, created);
            return created;
        }
    }

    /** Registers a started appender, and returns the one registered with the same destination; null if there is none. */
    public synchronized @Nullable LokiAppender register(LokiAppender appender, RawProperties properties) {
        LokiAppender other = byDestination.put(properties.destination(), appender);
        return other == appender ? null : other;
    }

    public synchronized void unregister(LokiAppender appender) {
        byDestination.values().removeIf(other -> other == appender);
    }
}
