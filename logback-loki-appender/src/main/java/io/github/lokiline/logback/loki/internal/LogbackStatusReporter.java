package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.core.spi.ContextAware;
import io.github.lokiline.client.DeliveryListener;

/** Adds messages to Logback's status list, never above WARN. Thread-safe. */
public record LogbackStatusReporter(ContextAware appender) implements DeliveryListener {
    @Override
    public void info(String message) {
        appender.addInfo(message);
    }

    @Override
    public void warn(String message) {
        appender.addWarn(message);
    }
}
