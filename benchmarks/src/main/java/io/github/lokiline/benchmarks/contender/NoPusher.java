package io.github.lokiline.benchmarks.contender;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.Map;

/** Discards the events: measures the cost of creating them and of the measurement itself. Thread-safe. */
final class NoPusher extends Pusher {

    private final Appender<ILoggingEvent> appender = new UnsynchronizedAppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            Map<String, String> mdc = event.getMDCPropertyMap();
            if (event.getFormattedMessage().isEmpty() || mdc.containsKey("never")) {
                throw new IllegalArgumentException("not one of our events");
            }
        }
    };

    NoPusher(LoggerContext context) {
        super(context);
        appender.setContext(context);
        appender.start();
    }

    @Override
    public Appender<ILoggingEvent> appender() {
        return appender;
    }

    @Override
    public void drain() {
        // The queue is always empty.
    }

    @Override
    public long dropped() {
        return 0;
    }
}
