package io.github.lokiline.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.github.lokiline.client.Ledger;
import io.github.lokiline.logback.loki.LokiAppender;

/** Ours. Thread-safe. */
final class LokilinePusher extends Pusher {

    private final LokiAppender appender;

    LokilinePusher(LoggerContext context) {
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
        Ledger ledger = appender.ledger();
        return ledger.refusedTotal() + ledger.droppedTotal();
    }

    Ledger ledger() {
        return appender.ledger();
    }
}
