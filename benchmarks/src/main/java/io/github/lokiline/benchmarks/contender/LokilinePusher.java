package io.github.lokiline.benchmarks.contender;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.github.lokiline.client.Ledger;
import io.github.lokiline.logback.loki.LokiAppender;

/** Lokiline's appender. Thread-safe. */
public final class LokilinePusher extends Pusher {

    private final LokiAppender appender;

    LokilinePusher(LoggerContext context) {
        super(context);
        appender = (LokiAppender) Pusher.appender(context);
    }

    @Override
    public Appender<ILoggingEvent> appender() {
        return appender;
    }

    @Override
    public void drain() {
        if (!appender.flush(PATIENCE)) {
            throw new IllegalStateException("not drained: " + appender.ledger());
        }
    }

    @Override
    public long dropped() {
        Ledger ledger = appender.ledger();
        return ledger.refusedTotal() + ledger.droppedTotal();
    }

    public Ledger ledger() {
        return appender.ledger();
    }
}
