package io.github.lokiline.spring.internal;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what lokiline reports to Log4j's status logger in the format of the application's log. Thread-safe.
 *
 * <p>Log4j prints statuses by itself only while nobody listens. The statuses of others, and all of them after the end of
 * Log4j, are therefore passed on to the listener that would have printed them.
 *
 * @param context the application's
 */
record Log4jStatusBridge(LoggerContext context) implements StatusListener {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.lokiline");
    private static final String PACKAGE_PREFIX = "io.github.lokiline.";

    /** Registers a bridge in place of the previous one: all contexts of a JVM share the status logger. */
    static void listen(LoggerContext context) {
        StatusLogger status = StatusLogger.getLogger();
        List<StatusListener> previous = new ArrayList<>();
        status.getListeners().forEach(previous::add);
        previous.stream().filter(Log4jStatusBridge.class::isInstance).forEach(status::removeListener);
        status.registerListener(new Log4jStatusBridge(context));
    }

    @Override
    public void log(StatusData data) {
        if (!isOfLokiline(data) || !context.isStarted()) {
            print(data);
        } else if (data.getLevel().isMoreSpecificThan(Level.WARN)) {
            LOGGER.warn("{}", data.getMessage().getFormattedMessage());
        } else {
            LOGGER.info("{}", data.getMessage().getFormattedMessage());
        }
    }

    private static boolean isOfLokiline(StatusData data) {
        StackTraceElement caller = data.getStackTraceElement();
        return caller != null && caller.getClassName().startsWith(PACKAGE_PREFIX);
    }

    private static void print(StatusData data) {
        StatusListener printer = StatusLogger.getLogger().getFallbackListener();
        if (printer.getStatusLevel().isLessSpecificThan(data.getLevel())) {
            printer.log(data);
        }
    }

    @Override
    public Level getStatusLevel() {
        return Level.INFO;
    }

    /** Does nothing: the bridge holds no resource. */
    @Override
    public void close() {}
}
