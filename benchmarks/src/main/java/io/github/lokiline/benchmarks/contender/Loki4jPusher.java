package io.github.lokiline.benchmarks.contender;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;

/** Loki4j, the most widely used appender. Thread-safe. */
final class Loki4jPusher extends Pusher {

    private final Appender<ILoggingEvent> appender;

    Loki4jPusher(LoggerContext context) {
        super(context);
        appender = Pusher.appender(context);
    }

    @Override
    public Appender<ILoggingEvent> appender() {
        return appender;
    }

    @Override
    public void drain() {
        PrivateMembers.call(appender, "waitSendQueueIsEmpty", PATIENCE.toMillis());
    }

    @Override
    public long dropped() {
        return (long) PrivateMembers.call(appender, "droppedEventsCount");
    }
}
