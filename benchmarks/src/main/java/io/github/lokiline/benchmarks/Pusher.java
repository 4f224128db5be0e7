package io.github.lokiline.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.github.lokiline.logback.loki.LokiAppender;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;

/** One of the appenders that are measured: appends, drains and tells what it dropped. Thread-safe. */
abstract class Pusher implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LoggerContext context;

    private Pusher(LoggerContext context) {
        this.context = context;
    }

    static Pusher start(PusherKind kind, String url) {
        return switch (kind) {
            case LOKILINE -> new Lokiline(Contexts.configured("lokiline.xml", url));
            case NOTHING -> new Nothing(Contexts.empty());
            case LOKI4J -> new Loki4j(Contexts.configured("loki4j.xml", url));
        };
    }

    final LoggerContext context() {
        return context;
    }

    /** Waits until everything appended has left. */
    abstract void drain();

    abstract long dropped();

    abstract Appender<ILoggingEvent> appender();

    private static Appender<ILoggingEvent> appender(LoggerContext context) {
        return Objects.requireNonNull(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("LOKI"));
    }

    @Override
    public final void close() {
        context.stop();
    }

    private static final class Lokiline extends Pusher {

        private final LokiAppender appender;

        Lokiline(LoggerContext context) {
            super(context);
            appender = (LokiAppender) Pusher.appender(context);
        }

        @Override
        Appender<ILoggingEvent> appender() {
            return appender;
        }

        @Override
        void drain() {
            if (!appender.flush(PATIENCE)) {
                throw new IllegalStateException("not drained: " + appender.ledger());
            }
        }

        @Override
        long dropped() {
            return appender.ledger().appended() - appender.ledger().delivered();
        }
    }

    private static final class Loki4j extends Pusher {

        private final Appender<ILoggingEvent> appender;

        Loki4j(LoggerContext context) {
            super(context);
            appender = Pusher.appender(context);
        }

        @Override
        Appender<ILoggingEvent> appender() {
            return appender;
        }

        @Override
        void drain() {
            Hidden.call(appender, "waitSendQueueIsEmpty", PATIENCE.toMillis());
        }

        @Override
        long dropped() {
            return (long) Hidden.call(appender, "droppedEventsCount");
        }
    }

    private static final class Nothing extends Pusher {

        private final Appender<ILoggingEvent> appender = new UnsynchronizedAppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (event.getFormattedMessage().isEmpty()
                        || event.getMDCPropertyMap().isEmpty()) {
                    throw new IllegalArgumentException("not one of our events");
                }
            }
        };

        Nothing(LoggerContext context) {
            super(context);
            appender.setContext(context);
            appender.start();
        }

        @Override
        Appender<ILoggingEvent> appender() {
            return appender;
        }

        @Override
        void drain() {
            // Nothing waits.
        }

        @Override
        long dropped() {
            return 0;
        }
    }
}
