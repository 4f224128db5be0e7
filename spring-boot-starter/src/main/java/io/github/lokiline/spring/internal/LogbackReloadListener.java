package io.github.lokiline.spring.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.spi.ConfigurationEvent;
import ch.qos.logback.core.spi.ConfigurationEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Installs the appender again in each new configuration of Logback, for example after {@code scan} found a changed file.
 * Logback has stopped the previous appender by then; the next one continues its deliveries. Thread-safe.
 *
 * <p>When Spring Boot configures logging for another application it stops the context first, which removes all listeners but
 * those of configurations; what is installed then is up to that application.
 */
final class LogbackReloadListener implements LoggerContextListener, ConfigurationEventListener {
    /** Like SLF4J's context, which is one for all that see this class. */
    private static volatile @Nullable LogbackReloadListener last;

    private final LogbackInstaller installer;
    private volatile @Nullable DeliveryProperties properties;
    private volatile boolean active;

    private LogbackReloadListener(LogbackInstaller installer) {
        this.installer = installer;
    }

    /** Returns the properties of the last appender of a context; null if it has none. */
    static @Nullable DeliveryProperties propertiesOf(LogbackInstaller installer) {
        LogbackReloadListener known = last;
        return known != null && known.installer.equals(installer) ? known.properties : null;
    }

    /** From now on a new configuration gets an appender with these properties; null for none. */
    static synchronized void listen(LogbackInstaller installer, @Nullable DeliveryProperties properties) {
        LogbackReloadListener listener = last;
        if (listener == null || !listener.installer.equals(installer)) {
            listener = new LogbackReloadListener(installer);
            installer.context().addConfigurationEventListener(listener);
            last = listener;
        }
        if (!installer.context().getCopyOfListenerList().contains(listener)) {
            installer.context().addListener(listener);
        }
        listener.properties = properties;
        listener.active = true;
    }

    @Override
    public void listen(ConfigurationEvent event) {
        DeliveryProperties current = properties;
        // The names of the end differ between versions.
        if (active && current != null && event.getEventType().name().startsWith("CONFIGURATION_ENDED")) {
            installer.attachOrWarn(current);
        }
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onStop(LoggerContext context) {
        active = false;
    }

    @Override
    public void onStart(LoggerContext context) {}

    @Override
    public void onReset(LoggerContext context) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}
}
