package io.github.lokiline.logback.loki;

import org.slf4j.LoggerFactory;

/** An application whose main method logs one line and fails. */
final class LogsAndDies {
    private LogsAndDies() {}

    public static void main(String[] args) {
        LoggerFactory.getLogger(LogsAndDies.class).info("last words");
        throw new IllegalStateException("out of luck");
    }
}
