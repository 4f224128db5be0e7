package io.github.lokiline.log4j2;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;

/** Events that no logger made. Stateless. */
final class SampleEvents {
    private SampleEvents() {}

    static LogEvent info(String message) {
        return Log4jLogEvent.newBuilder()
                .setLevel(Level.INFO)
                .setLoggerName("com.acme.Orders")
                .setMessage(new SimpleMessage(message))
                .build();
    }
}
