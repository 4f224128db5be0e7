package io.github.lokiline.spring.internal;

import io.github.lokiline.log4j2.Log4jLokiAppender;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the starter's appender in Log4j. Stateless; the logger context holds the appender.
 *
 * @param context Log4j's
 */
record Log4jInstaller(LoggerContext context) implements AppenderInstaller {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.lokiline");
    private static final String KEY = Log4jInstaller.class.getName();
    private static final String RELOAD_KEY = Log4jReloadListener.class.getName();

    /** Returns the installer; null if Log4j's API uses another framework. */
    static @Nullable Log4jInstaller find() {
        return LogManager.getContext(false) instanceof LoggerContext context ? new Log4jInstaller(context) : null;
    }

    @Override
    public void attach(DeliveryProperties properties) {
        Configuration configuration = context.getConfiguration();
        DeliveryProperties wanted = properties.orFormer(detach(configuration));
        if (wanted != null) {
            listen(new Log4jReloadListener(this, wanted));
            install(configuration, wanted);
        }
    }

    private void install(Configuration configuration, DeliveryProperties properties) {
        if (configured(configuration) != null) {
            LOGGER.warn(
                    "lokiline.url is ignored: the Log4j configuration already has a <Loki> appender; remove one of them");
            return;
        }
        Log4jStatusBridge.listen(context);
        Log4jLokiAppender appender = Log4jAppenderFactory.create(configuration, properties, LOGGER::warn);
        context.putObject(KEY, appender == null ? DeliveryState.INVALID : appender);
        if (appender != null) {
            configuration.addAppender(appender);
            configuration.getRootLogger().addAppender(appender, null, null);
            context.updateLoggers();
        }
    }

    @Override
    public @Nullable DeliveryState current() {
        Object installed = context.getObject(KEY);
        if (installed instanceof DeliveryState invalid) {
            return invalid;
        }
        Log4jLokiAppender appender =
                installed instanceof Log4jLokiAppender ours ? ours : configured(context.getConfiguration());
        return appender == null ? null : new DeliveryState(appender.isFailing(), appender.ledger());
    }

    private void listen(Log4jReloadListener listener) {
        context.putObject(RELOAD_KEY, listener);
        context.addPropertyChangeListener(listener);
    }

    /** Removes the appender, and returns its properties; null if there was none. */
    private @Nullable DeliveryProperties detach(Configuration configuration) {
        DeliveryProperties former = null;
        if (context.removeObject(RELOAD_KEY) instanceof Log4jReloadListener previous) {
            context.removePropertyChangeListener(previous);
            former = previous.properties();
        }
        if (context.removeObject(KEY) instanceof Log4jLokiAppender previous) {
            // After a reload the name may be that of an appender in the configuration.
            if (configuration.getAppenders().remove(previous.getName(), previous)) {
                configuration.getRootLogger().removeAppender(previous.getName());
            }
            previous.stop(0, TimeUnit.MILLISECONDS);
        }
        return former;
    }

    private static @Nullable Log4jLokiAppender configured(Configuration configuration) {
        return configuration.getAppenders().values().stream()
                .filter(Log4jLokiAppender.class::isInstance)
                .map(Log4jLokiAppender.class::cast)
                .findFirst()
                .orElse(null);
    }
}
