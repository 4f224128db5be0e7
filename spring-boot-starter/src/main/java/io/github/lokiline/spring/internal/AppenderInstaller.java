package io.github.lokiline.spring.internal;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.github.lokiline.logback.loki.LokiAppender;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.env.Environment;

/**
 * The one appender that the starter has at the root logger. Stateless; the logger context holds it.
 *
 * <p>Several applications may start in one JVM, one after the other or one within the other, and each configures logging
 * anew: the appender of the last one stays, and takes over what the one before has not delivered.
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
        } catch (BindException e) {
            LOGGER.warn("{}: wants a text, a list of texts or a map of texts; nothing is delivered", e.getName());
        }
    }

    private static void attach(LoggerContext context, Logger root, Environment environment) {
        if (!LokiAppenderFactory.isWanted(environment)) {
            return;
        }
        if (find(context) != null) {
            LOGGER.warn("lokiline.url has no effect: the Logback configuration has a LokiAppender already; remove one");
            return;
        }
        StatusLogBridge.listen(context);
        LokiAppender appender = LokiAppenderFactory.make(context, environment, LOGGER::warn);
        context.putObject(KEY, appender);
        root.addAppender(appender);
    }

    /** The appender of this JVM, be it ours or one of the Logback configuration; null when there is none. */
    static @Nullable LokiAppender current() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return null;
        }
        return context.getObject(KEY) instanceof LokiAppender appender ? appender : find(context);
    }

    private static void detach(LoggerContext context, Logger root) {
        if (context.getObject(KEY) instanceof LokiAppender before) {
            context.removeObject(KEY);
            root.detachAppender(before);
            before.stop();
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
