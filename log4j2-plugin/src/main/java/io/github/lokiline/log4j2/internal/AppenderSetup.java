package io.github.lokiline.log4j2.internal;

import io.github.lokiline.appender.EventAppenderFactory;
import java.util.List;
import org.apache.logging.log4j.core.LogEvent;

/**
 * The configuration of an enabled appender. Immutable.
 *
 * @param factory opens the path of the events
 * @param destination url, labels and tenant: two appenders that share them store every event twice
 * @param requiresLocation true if a label needs the location of the logging call
 */
public record AppenderSetup(
        EventAppenderFactory<LogEvent> factory, List<String> destination, boolean requiresLocation) {}
