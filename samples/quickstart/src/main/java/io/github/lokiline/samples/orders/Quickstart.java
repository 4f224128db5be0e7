package io.github.lokiline.samples.orders;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.github.lokiline.logback.loki.LokiAppender;
import org.slf4j.LoggerFactory;

/** Runs the orders service on Logback. The exit code is 0 only if every event was delivered. Runs on the main thread. */
final class Quickstart {

    private Quickstart() {}

    public static void main(String[] args) throws Exception {
        boolean delivered = Demonstration.run(
                patience -> lokiAppender().flush(patience), () -> lokiAppender().ledger());
        System.exit(delivered ? 0 : 1);
    }

    private static LokiAppender lokiAppender() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        return (LokiAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("LOKI");
    }
}
