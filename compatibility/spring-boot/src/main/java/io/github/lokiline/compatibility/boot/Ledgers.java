package io.github.lokiline.compatibility.boot;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.github.lokiline.logback.loki.LokiAppender;
import java.time.Duration;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The counts of Logback's appenders. Stateless; loaded only where there is Logback. */
final class Ledgers {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Ledgers() {}

    /** Prints for each appender whether its ledger balances, and the counts. */
    static void print() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Iterator<Appender<ILoggingEvent>> appenders =
                context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof LokiAppender appender && appender.isStarted()) {
                boolean flushed = appender.flush(PATIENCE);
                System.out.println(Application.LEDGER + " flushed=" + flushed + " balances="
                        + appender.ledger().balances() + " " + appender.ledger());
            }
        }
    }
}
