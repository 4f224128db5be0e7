package io.github.lokiline.spring.internal;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AsyncAppenderBase;
import io.github.lokiline.logback.loki.LokiAppender;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Installs the starter's appender in Logback. Stateless; the logger context holds the appender.
 *
 * <p>Several applications may start in one JVM, one after the other or nested, and each configures logging again. The
 * appender of the last one remains and continues the deliveries of its predecessor.
 *
 * @param context Logback's
 */
record LogbackInstaller(LoggerContext context) implements AppenderInstaller {
    private static final org.slf4j.Logger LOGGER = LoggerFactory.getLogger("io.github.lokiline");
    private static final String KEY = LogbackInstaller.class.getName();

    /** Returns the installer; null if SLF4J uses another framework. */
    static @Nullable LogbackInstaller find() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                ? new LogbackInstaller(context)
                : null;
    }

    @Override
    public void attach(DeliveryProperties properties) {
        DeliveryProperties wanted = properties.orFormer(LogbackReloadListener.propertiesOf(this));
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        detach(root);
        LogbackReloadListener.listen(this, wanted);
        if (wanted != null) {
            install(root, wanted);
        }
    }

    private void install(Logger root, DeliveryProperties properties) {
        if (configured() != null) {
            LOGGER.warn(
                    "lokiline.url is ignored: the Logback configuration already has a LokiAppender; remove one of them");
            return;
        }
        StatusLogBridge.listen(context);
        LokiAppender appender = LogbackAppenderFactory.create(context, properties, LOGGER::warn);
        context.putObject(KEY, appender);
        root.addAppender(appender);
    }

    @Override
    public @Nullable DeliveryState current() {
        LokiAppender appender = context.getObject(KEY) instanceof LokiAppender installed ? installed : configured();
        if (appender == null) {
            return null;
        }
        return appender.isStarted()
                ? new DeliveryState(appender.isFailing(), appender.ledger())
                : DeliveryState.INVALID;
    }

    private void detach(Logger root) {
        if (context.getObject(KEY) instanceof LokiAppender previous) {
            context.removeObject(KEY);
            root.detachAppender(previous);
            previous.stop();
        }
    }

    private @Nullable LokiAppender configured() {
        for (Logger logger : context.getLoggerList()) {
            LokiAppender found = find(logger.iteratorForAppenders());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Returns the first LokiAppender, also one behind an AsyncAppender. */
    private static @Nullable LokiAppender find(Iterator<Appender<ILoggingEvent>> appenders) {
        LokiAppender found = null;
        while (found == null && appenders.hasNext()) {
            Appender<ILoggingEvent> next = appenders.next();
            if (next instanceof LokiAppender appender) {
                found = appender;
            } else if (next instanceof AsyncAppenderBase<ILoggingEvent> outer) {
                found = find(outer.iteratorForAppenders());
            }
        }
        return found;
    }
}
