package io.github.lokiline.logback.loki;

import org.slf4j.LoggerFactory;

/** An application whose main method logs one line and returns. */
final class LogsOnceAndReturns {
    private LogsOnceAndReturns() {}

    public static void main(String[] args) {
        LoggerFactory.getLogger(LogsOnceAndReturns.class).info("last words");
    }
}
