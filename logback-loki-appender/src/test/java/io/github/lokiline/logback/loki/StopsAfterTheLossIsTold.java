package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** An application with a shutdown hook of its own, which stops Logback when the end of the process has told its loss. */
final class StopsAfterTheLossIsTold {
    private StopsAfterTheLossIsTold() {}

    public static void main(String[] args) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger("orders").info("last words");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            while (!isTold(context)) {
                Thread.onSpinWait();
            }
            context.getLogger("ROOT").getAppender("LOKI").stop();
        }));
    }

    private static boolean isTold(LoggerContext context) {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .anyMatch(status -> status.getMessage().contains("entries lost"));
    }
}
