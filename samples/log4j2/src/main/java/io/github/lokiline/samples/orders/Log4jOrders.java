package io.github.lokiline.samples.orders;

import io.github.lokiline.log4j2.Log4jLokiAppender;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/** Runs the orders service on Log4j 2. The exit code is 0 only if every event was delivered. Runs on the main thread. */
final class Log4jOrders {

    private Log4jOrders() {}

    public static void main(String[] args) throws Exception {
        boolean delivered = Demonstration.run(
                patience -> lokiAppender().flush(patience), () -> lokiAppender().ledger());
        System.exit(delivered ? 0 : 1);
    }

    private static Log4jLokiAppender lokiAppender() {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        return context.getConfiguration().getAppender("LOKI");
    }
}
