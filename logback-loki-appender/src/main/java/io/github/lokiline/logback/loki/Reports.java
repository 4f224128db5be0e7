package io.github.lokiline.logback.loki;

import ch.qos.logback.core.spi.ContextAware;
import io.github.lokiline.loki.ClientListener;

/** Hands messages to Logback's status list, never above WARN. Thread-safe. */
record Reports(ContextAware appender) implements ClientListener {
    @Override
    public void info(String message) {
        appender.addInfo(message);
    }

    @Override
    public void warn(String message) {
        appender.addWarn(message);
    }
}
