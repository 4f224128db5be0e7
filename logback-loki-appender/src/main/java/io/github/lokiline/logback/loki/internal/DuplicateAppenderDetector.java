package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.core.Context;
import io.github.lokiline.appender.RawProperties;
import io.github.lokiline.logback.loki.LokiAppender;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The started appenders of one context by what they write where: two that are alike are most often one event stored twice,
 * which nobody sees in Loki but in its counts. Thread-safe.
 */
public final class DuplicateAppenderDetector {

    private static final String KEY = DuplicateAppenderDetector.class.getName();
    private static final List<String> PLACE = List.of("url", "labels", "tenantId");

    private final Map<List<String>, LokiAppender> byPlace = new HashMap<>();

    private DuplicateAppenderDetector() {}

    public static DuplicateAppenderDetector of(Context context) {
        synchronized (DuplicateAppenderDetector.class) {
            if (context.getObject(KEY) instanceof DuplicateAppenderDetector known) {
                return known;
            }
            DuplicateAppenderDetector made = new DuplicateAppenderDetector();
            context.putObject(KEY, made);
            return made;
        }
    }

    /** The appender that has started with the same url, labels and tenant, and not ended; null when there is none. */
    public synchronized @Nullable LokiAppender meet(LokiAppender appender, RawProperties properties) {
        List<String> place = PLACE.stream()
                .map(name ->
                        Objects.requireNonNullElse(properties.get(name), "").strip())
                .toList();
        LokiAppender other = byPlace.put(place, appender);
        return other == appender ? null : other;
    }

    public synchronized void leave(LokiAppender appender) {
        byPlace.values().removeIf(other -> other == appender);
    }
}
