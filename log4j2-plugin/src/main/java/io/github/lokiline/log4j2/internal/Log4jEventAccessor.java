package io.github.lokiline.log4j2.internal;

import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.LogLevel;
import io.github.lokiline.json.spi.PropertyParser;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.TriConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Log4j events for json-line. Immutable, thread-safe.
 *
 * <p>The entries of a {@code MapMessage}, which Log4j sorts, become key-values; a map in an {@code ObjectMessage}
 * becomes attached fields.
 *
 * @param properties those of the configuration, the same for all its events
 * @param ndc the name of the field with the stack of the ThreadContext; empty for none
 */
public record Log4jEventAccessor(Map<String, String> properties, String ndc) implements EventAccessor<LogEvent> {
    private static final int MAX_MARKER_DEPTH = 8;

    /** Passes on entries with their values as texts, without an object per event. */
    private static final TriConsumer<String, @Nullable Object, BiConsumer<String, @Nullable String>> TEXTS =
            (key, value, sink) -> sink.accept(key, value == null ? null : text(value));

    private static final long START_MILLIS = ProcessHandle.current()
            .info()
            .startInstant()
            .orElseGet(Instant::now)
            .toEpochMilli();

    /**
     * Creates the accessor of a configuration's events; an error of the attribute {@code ndc} goes to the settings.
     */
    public static Log4jEventAccessor of(
            @Nullable Configuration configuration,
            @Nullable String context,
            @Nullable String ndc,
            PropertyParser settings) {
        String name = settings.text("ndc", ndc, "true").strip();
        String shown = name.equalsIgnoreCase("false") ? "" : name.equalsIgnoreCase("true") ? "ndc" : name;
        return new Log4jEventAccessor(ConfigurationProperties.of(configuration, context), shown);
    }

    @Override
    public long epochSecond(LogEvent event) {
        return event.getInstant().getEpochSecond();
    }

    @Override
    public int nano(LogEvent event) {
        return event.getInstant().getNanoOfSecond();
    }

    /** Converts a level; a custom level becomes the less severe of its two neighbours. */
    @Override
    public LogLevel level(LogEvent event) {
        int level = event.getLevel().intLevel();
        if (level > Level.WARN.intLevel()) {
            return level <= Level.INFO.intLevel() ? LogLevel.INFO : detail(level);
        }
        if (level > Level.ERROR.intLevel()) {
            return LogLevel.WARN;
        }
        return level > Level.FATAL.intLevel() ? LogLevel.ERROR : LogLevel.FATAL;
    }

    private static LogLevel detail(int level) {
        return level <= Level.DEBUG.intLevel() ? LogLevel.DEBUG : LogLevel.TRACE;
    }

    @Override
    public @Nullable String loggerName(LogEvent event) {
        return event.getLoggerName();
    }

    @Override
    public @Nullable CharSequence message(LogEvent event, StringBuilder room) {
        return MessageFields.text(event.getMessage(), room);
    }

    @Override
    public @Nullable String template(LogEvent event) {
        return MessageFields.template(event.getMessage());
    }

    @Override
    public @Nullable Object @Nullable [] arguments(LogEvent event) {
        return MessageFields.arguments(event.getMessage(), event.getThrown());
    }

    @Override
    public @Nullable String threadName(LogEvent event) {
        return event.getThreadName();
    }

    @Override
    public void context(LogEvent event, BiConsumer<String, @Nullable String> sink) {
        ReadOnlyStringMap context = event.getContextData();
        if (context != null && !context.isEmpty()) {
            // Values need not be texts, because the application may have its own context provider.
            context.forEach(TEXTS, sink);
        }
    }

    /**
     * Catches exceptions, so that the entries after a value that throws are kept. The exception's message is not
     * written, because it might be one that lines hide.
     */
    private static @Nullable String text(Object value) {
        try {
            return value.toString();
        } catch (Throwable e) {
            return "<error: " + e.getClass().getSimpleName() + ">";
        }
    }

    @Override
    public @Nullable String contextValue(LogEvent event, String key) {
        ReadOnlyStringMap context = event.getContextData();
        Object value = context == null ? null : context.getValue(key);
        return value == null ? null : value.toString();
    }

    /** Returns a map that Log4j copies on write, which is frozen; any other map is refilled for the next event. */
    @Override
    public @Nullable Object contextIdentity(LogEvent event) {
        ReadOnlyStringMap context = event.getContextData();
        return context instanceof SortedArrayStringMap sorted && sorted.isFrozen() ? sorted : null;
    }

    @Override
    public int keyValues(LogEvent event) {
        return MessageFields.entries(event.getMessage());
    }

    @Override
    public @Nullable String key(LogEvent event, int index) {
        return MessageFields.key(event.getMessage(), index);
    }

    @Override
    public @Nullable Object value(LogEvent event, int index) {
        return MessageFields.value(event.getMessage(), index);
    }

    @Override
    public @Nullable Throwable thrown(LogEvent event) {
        return event.getThrown();
    }

    @Override
    public @Nullable StackTraceElement caller(LogEvent event) {
        return event.getSource();
    }

    @Override
    public long startMillis(LogEvent event) {
        return START_MILLIS;
    }

    @Override
    public @Nullable String applicationName(LogEvent event) {
        return null;
    }

    @Override
    public void applicationProperties(LogEvent event, BiConsumer<String, @Nullable String> sink) {
        properties.forEach(sink);
    }

    @Override
    public void markers(LogEvent event, Consumer<String> sink) {
        Marker marker = event.getMarker();
        if (marker != null) {
            markers(marker, MAX_MARKER_DEPTH, sink);
        }
    }

    private static void markers(Marker marker, int depth, Consumer<String> sink) {
        sink.accept(marker.getName());
        Marker[] parents = depth == 0 ? null : marker.getParents();
        for (int i = 0; parents != null && i < parents.length; i++) {
            markers(parents[i], depth - 1, sink);
        }
    }

    @Override
    public void attached(LogEvent event, BiConsumer<String, @Nullable Object> sink) {
        MessageFields.attached(event.getMessage(), sink);
        ThreadContext.ContextStack stack = ndc.isEmpty() ? null : event.getContextStack();
        if (stack != null && stack.getDepth() > 0) {
            sink.accept(ndc, stack.asList());
        }
    }
}
