package io.github.lokiline.logback.loki.internal;

import ch.qos.logback.core.spi.ContextAware;
import ch.qos.logback.core.status.InfoStatus;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.WarnStatus;
import io.github.lokiline.client.DeliveryListener;

/** Adds messages to Logback's status list, never above WARN. Thread-safe. */
public record LogbackStatusReporter(ContextAware appender) implements DeliveryListener {
    /**
     * The origin of a status. Logback keeps the first 150 messages of a context for ever: an appender as their origin would
     * keep its encoder and its queue on the heap across reloads.
     *
     * @param text the appender as text: {@code LokiAppender[LOKI]}
     */
    public record Origin(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public void info(String message) {
        add(new InfoStatus(message, origin()));
    }

    @Override
    public void warn(String message) {
        add(new WarnStatus(message, origin()));
    }

    private Origin origin() {
        return new Origin(appender.toString());
    }

    private void add(Status status) {
        if (appender.getContext() != null) {
            appender.addStatus(status);
        }
    }
}
