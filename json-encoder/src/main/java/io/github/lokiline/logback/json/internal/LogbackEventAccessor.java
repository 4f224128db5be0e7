package io.github.lokiline.logback.json.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.LogLevel;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Reads Logback events for json-line. Thread-safe; the only state is a cache of argument classes. */
public final class LogbackEventAccessor implements EventAccessor<ILoggingEvent> {
    private static final Class<?> SNAPSHOT =
            Collections.unmodifiableMap(Map.of()).getClass();

    private static final int MAX_MARKER_DEPTH = 8;

    private final boolean snapshots;
    private final LogstashArguments attached;

    /**
     * Creates an accessor.
     *
     * @param snapshots true if Logback's own MDC adapter is used, which returns the same unmodifiable copy until the
     *     next put
     * @param shown returns the text that lines show for an exception
     */
    public LogbackEventAccessor(boolean snapshots, Function<Throwable, @Nullable String> shown) {
        this.snapshots = snapshots;
        this.attached = new LogstashArguments(shown);
    }

    /** Converts a Logback level. */
    public static LogLevel level(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT, Level.OFF_INT -> LogLevel.ERROR;
            case Level.WARN_INT -> LogLevel.WARN;
            case Level.INFO_INT -> LogLevel.INFO;
            case Level.DEBUG_INT -> LogLevel.DEBUG;
            default -> LogLevel.TRACE;
        };
    }

    @Override
    public long epochSecond(ILoggingEvent event) {
        return instant(event).getEpochSecond();
    }

    @Override
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the seconds are read by epochSecond
    public int nano(ILoggingEvent event) {
        return instant(event).getNano();
    }

    @Override
    public LogLevel level(ILoggingEvent event) {
        return level(event.getLevel());
    }

    @Override
    public @Nullable String loggerName(ILoggingEvent event) {
        return event.getLoggerName();
    }

    @Override
    public @Nullable String message(ILoggingEvent event, StringBuilder room) {
        return event.getFormattedMessage();
    }

    @Override
    public @Nullable String template(ILoggingEvent event) {
        return event.getMessage();
    }

    @Override
    public @Nullable Object @Nullable [] arguments(ILoggingEvent event) {
        return event.getArgumentArray();
    }

    @Override
    public @Nullable String threadName(ILoggingEvent event) {
        return event.getThreadName();
    }

    @Override
    public void context(ILoggingEvent event, BiConsumer<String, @Nullable String> sink) {
        Map<String, String> mdc = event.getMDCPropertyMap();
        if (mdc != null) {
            mdc.forEach(sink);
        }
    }

    @Override
    public @Nullable String contextValue(ILoggingEvent event, String key) {
        Map<String, String> mdc = event.getMDCPropertyMap();
        return mdc == null ? null : mdc.get(key);
    }

    @Override
    public @Nullable Object contextIdentity(ILoggingEvent event) {
        Map<String, String> mdc = event.getMDCPropertyMap();
        boolean isSnapshot =
                snapshots && mdc != null && mdc.getClass() == SNAPSHOT && event.getClass() == LoggingEvent.class;
        return isSnapshot ? mdc : null;
    }

    @Override
    public int keyValues(ILoggingEvent event) {
        return pairs(event).size();
    }

    @Override
    public @Nullable String key(ILoggingEvent event, int index) {
        return event.getKeyValuePairs().get(index).key;
    }

    @Override
    public @Nullable Object value(ILoggingEvent event, int index) {
        return event.getKeyValuePairs().get(index).value;
    }

    @Override
    public @Nullable Throwable thrown(ILoggingEvent event) {
        IThrowableProxy proxy = event.getThrowableProxy();
        if (proxy instanceof ThrowableProxy local && local.getThrowable() != null) {
            return local.getThrowable();
        }
        return proxy == null ? null : ThrowableProxyAdapter.of(proxy);
    }

    @Override
    public @Nullable StackTraceElement caller(ILoggingEvent event) {
        StackTraceElement[] frames = event.getCallerData();
        return frames == null || frames.length == 0 ? null : frames[0];
    }

    @Override
    public long startMillis(ILoggingEvent event) {
        return event.getLoggerContextVO().getBirthTime();
    }

    @Override
    public @Nullable String applicationName(ILoggingEvent event) {
        return event.getLoggerContextVO().getName();
    }

    @Override
    public void applicationProperties(ILoggingEvent event, BiConsumer<String, @Nullable String> sink) {
        Map<String, String> properties = event.getLoggerContextVO().getPropertyMap();
        if (properties != null) {
            properties.forEach(sink);
        }
    }

    @Override
    public void markers(ILoggingEvent event, Consumer<String> sink) {
        markerList(event).forEach(marker -> visit(marker, MAX_MARKER_DEPTH, one -> name(one, sink)));
    }

    @Override
    public void attached(ILoggingEvent event, BiConsumer<String, @Nullable Object> sink) {
        @Nullable Object[] arguments = event.getArgumentArray();
        int unnamed = 0;
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            unnamed = attached.write(arguments[i], unnamed, sink);
        }
        List<Marker> markers = markerList(event);
        for (int i = 0; i < markers.size(); i++) {
            unnamed = attached(markers.get(i), MAX_MARKER_DEPTH, unnamed, sink);
        }
    }

    @Override
    public boolean isAttached(@Nullable Object argument) {
        return attached.carriesFields(argument);
    }

    @Override
    public @Nullable Object carried(Object value) {
        return attached.fields(value);
    }

    /** Skips markers that carry fields, because all markers of their kind have the same name. */
    private void name(Marker marker, Consumer<String> sink) {
        if (!attached.carriesFields(marker)) {
            sink.accept(marker.getName());
        }
    }

    /**
     * Visits a marker and its references, depth first. The depth is limited because markers other than SLF4J's own may
     * contain themselves.
     */
    @SuppressWarnings("deprecation") // nested markers are deprecated, but applications still create them
    private static void visit(Marker marker, int depth, Consumer<Marker> visitor) {
        visitor.accept(marker);
        if (depth > 0 && marker.hasReferences()) {
            marker.iterator().forEachRemaining(inner -> visit(inner, depth - 1, visitor));
        }
    }

    /**
     * Writes the fields of a marker and its references, like {@link #visit}, and returns the number of failures so far.
     */
    @SuppressWarnings("deprecation") // as above
    private int attached(Marker marker, int depth, int unnamed, BiConsumer<String, @Nullable Object> sink) {
        int failed = attached.write(marker, unnamed, sink);
        if (depth > 0 && marker.hasReferences()) {
            for (Iterator<Marker> inner = marker.iterator(); inner.hasNext(); ) {
                failed = attached(inner.next(), depth - 1, failed, sink);
            }
        }
        return failed;
    }

    // Later versions of Logback added these to events. An event class of a library that was compiled for an earlier
    // one, such as a wrapper of Logback 1.2, does not have them.

    /** Returns the time of the event, in milliseconds where the event has no more digits. */
    private static Instant instant(ILoggingEvent event) {
        try {
            Instant instant = event.getInstant();
            return instant == null ? Instant.ofEpochMilli(event.getTimeStamp()) : instant;
        } catch (AbstractMethodError older) {
            return Instant.ofEpochMilli(event.getTimeStamp());
        }
    }

    static List<KeyValuePair> pairs(ILoggingEvent event) {
        try {
            List<KeyValuePair> pairs = event.getKeyValuePairs();
            return pairs == null ? List.of() : pairs;
        } catch (AbstractMethodError older) {
            return List.of();
        }
    }

    /** Returns the markers, of which an event of Logback 1.2 has one at most. */
    private static List<Marker> markerList(ILoggingEvent event) {
        try {
            List<Marker> markers = event.getMarkerList();
            return markers == null ? List.of() : markers;
        } catch (AbstractMethodError older) {
            Marker marker = markerOrNull(event);
            return marker == null ? List.of() : List.of(marker);
        }
    }

    @SuppressWarnings("deprecation") // the only one that those events have
    private static @Nullable Marker markerOrNull(ILoggingEvent event) {
        try {
            return event.getMarker();
        } catch (AbstractMethodError none) {
            return null;
        }
    }
}
