package io.github.lokiline.benchmarks.contender;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;

/** One of the measured appenders: appends, drains and counts dropped events. Thread-safe. */
public abstract class Pusher implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LoggerContext context;

    Pusher(LoggerContext context) {
        this.context = context;
    }

    public final LoggerContext context() {
        return context;
    }

    /** Waits until everything appended has been sent. */
    public abstract void drain();

    /** Returns the number of events that the appender counts as lost. */
    public abstract long dropped();

    public abstract Appender<ILoggingEvent> appender();

    public static Appender<ILoggingEvent> appender(LoggerContext context) {
        return Objects.requireNonNull(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("LOKI"));
    }

    @Override
    public final void close() {
        context.stop();
    }
}
