package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** Names an event's level as its line does. Implementations are thread-safe. */
@FunctionalInterface
interface LevelText {
    String of(ILoggingEvent event);
}
