package io.github.lokiline.spring.internal;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.logback.loki.LokiAppender;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The starter's appender, which logs its messages in the format of the application's log. Thread-safe once started.
 *
 * <p>Spring Boot prints a status of Logback raw beside the log, and only of level WARN. After the end of Logback the
 * log's own appenders are stopped, so that a status is all that is left.
 */
final class BootLokiAppender extends LokiAppender {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.lokiline");

    @Override
    public void addStatus(Status status) {
        if (!hasLog()) {
            super.addStatus(status);
        } else if (status.getLevel() >= Status.WARN) {
            LOGGER.warn("{}", status.getMessage());
        } else {
            LOGGER.info("{}", status.getMessage());
        }
    }

    /** Returns whether a message would be seen: at its end Logback stops one appender after the other, and itself last. */
    private boolean hasLog() {
        if (!(getContext() instanceof LoggerContext context) || !context.isStarted()) {
            return false;
        }
        boolean isSeen = false;
        Iterator<Appender<ILoggingEvent>> appenders =
                context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        while (appenders.hasNext()) {
            Appender<ILoggingEvent> other = appenders.next();
            isSeen |= other != this && other.isStarted();
        }
        return isSeen;
    }
}
