package io.github.lokiline.spring.internal;

import java.beans.PropertyChangeEvent;
import java.beans.PropertyChangeListener;
import org.apache.logging.log4j.core.LoggerContext;

/**
 * Installs the appender again in each new configuration of Log4j, for example after {@code monitorInterval} found a changed
 * file. Log4j has stopped the previous appender by then; the next one continues its deliveries. Immutable.
 */
record Log4jReloadListener(Log4jInstaller installer, DeliveryProperties properties) implements PropertyChangeListener {
    @Override
    public void propertyChange(PropertyChangeEvent event) {
        // Log4j reports each change of a logger too, with the same configuration as the old and the new one.
        if (LoggerContext.PROPERTY_CONFIG.equals(event.getPropertyName())
                && event.getOldValue() != event.getNewValue()) {
            installer.attachOrWarn(properties);
        }
    }
}
