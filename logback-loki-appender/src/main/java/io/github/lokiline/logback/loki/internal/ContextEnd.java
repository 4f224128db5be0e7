package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.Context;
import io.github.lokiline.appender.EventAppender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets the stop of a logger context, unlike a reset, wait for the delivery of its appenders, where a servlet container
 * closes the class loader next. One for each context; thread-safe.
 */
public final class ContextEnd implements LoggerContextListener {
    /** By the appender's name, because the next appender of a name goes on with the former one's delivery. */
    private final Map<String, EventAppender<?>> closing = new HashMap<>();

    private ContextEnd() {}

    /** Adds an appender that has been closed; the context keeps it until it stops, or closes another of that name. */
    public static void closed(@Nullable Context context, @Nullable String name, EventAppender<?> appender) {
        if (context instanceof LoggerContext loggers && EventAppender.mustAwaitEnd()) {
            of(loggers).add(String.valueOf(name), appender);
        }
    }

    private static ContextEnd of(LoggerContext context) {
        synchronized (ContextEnd.class) {
            for (LoggerContextListener listener : context.getCopyOfListenerList()) {
                if (listener instanceof ContextEnd known) {
                    return known;
                }
            }
            ContextEnd created = new ContextEnd();
            context.addListener(created);
            return created;
        }
    }

    private synchronized void add(String name, EventAppender<?> appender) {
        closing.put(name, appender);
    }

    private synchronized List<EventAppender<?>> take() {
        List<EventAppender<?>> taken = new ArrayList<>(closing.values());
        closing.clear();
        return taken;
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    /** Waits. The stop of a context resets it first, which closes its appenders. */
    @Override
    public void onStop(LoggerContext context) {
        take().forEach(EventAppender::awaitEnd);
    }

    @Override
    public void onStart(LoggerContext context) {
        // Appenders start by themselves.
    }

    @Override
    public void onReset(LoggerContext context) {
        // What is reset goes on.
    }

    @Override
    public void onLevelChange(Logger logger, Level level) {
        // Changes no appender.
    }
}
