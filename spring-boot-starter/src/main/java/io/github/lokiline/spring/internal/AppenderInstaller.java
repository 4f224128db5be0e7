package io.github.lokiline.spring.internal;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.github.lokiline.logback.loki.LokiAppender;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * Installs the starter's appender at the root logger. Stateless; the logger context holds the appender.
 *
 * <p>Several applications may start in one JVM, one after the other or nested, and each configures logging again. The
 * appender of the last one remains and continues the deliveries of its predecessor.
 */
final class AppenderInstaller {

    private static final org.slf4j.Logger LOGGER = LoggerFactory.getLogger("io.github.lokiline");
    private static final String KEY = AppenderInstaller.class.getName();

    private AppenderInstaller() {}

    static void attach(Environment environment) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        detach(context, root);
        try {
            attach(context, root, environment);
        } catch (InvalidPropertyException e) {
            LOGGER.warn("{}. No appender is installed.", e.getMessage());
        }
    }

    private static void attach(LoggerContext context, Logger root, Environment environment) {
        if (!LokiAppenderFactory.isEnabled(environment)) {
            return;
        }
        if (find(context) != null) {
            LOGGER.warn(
                    "lokiline.url is ignored: the Logback configuration already has a LokiAppender; remove one of them");
            return;
        }
        StatusLogBridge.listen(context);
        LokiAppender appender = LokiAppenderFactory.create(context, environment, LOGGER::warn);
        context.putObject(KEY, appender);
        root.addAppender(appender);
    }

    /** Returns the appender of this JVM, from the starter or from the Logback configuration; null if there is none. */
    static @Nullable LokiAppender current() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return null;
        }
        return context.getObject(KEY) instanceof LokiAppender appender ? appender : find(context);
    }

    private static void detach(LoggerContext context, Logger root) {
        if (context.getObject(KEY) instanceof LokiAppender previous) {
            context.removeObject(KEY);
            root.detachAppender(previous);
            previous.stop();
        }
    }

    private static @Nullable LokiAppender find(LoggerContext context) {
        for (Logger logger : context.getLoggerList()) {
            Iterator<Appender<ILoggingEvent>> appenders = logger.iteratorForAppenders();
            while (appenders.hasNext()) {
                if (appenders.next() instanceof LokiAppender appender) {
                    return appender;
                }
            }
        }
        return null;
    }
}
