package io.github.lokiline.log4j2.internal;

import io.github.lokiline.client.DeliveryListener;
import java.util.List;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.status.StatusLogger;

/**
 * Reports to Log4j's status logger. Thread-safe.
 *
 * @param who the component, as the configuration calls it
 */
public record Log4jStatusReporter(String who) implements DeliveryListener {
    private static final Logger STATUS = StatusLogger.getLogger();

    /** Returns how messages name an appender. */
    public static String element(String name) {
        return "<Loki name=\"" + name + "\">";
    }

    /** Reports all errors of a component in one message, as an error: Log4j shows no lower level by default. */
    public static void faults(String who, String consequence, List<String> faults) {
        if (!faults.isEmpty()) {
            STATUS.error("{}: {}:\n  {}", who, consequence, String.join("\n  ", faults));
        }
    }

    @Override
    public void info(String message) {
        STATUS.info("{}: {}", who, message);
    }

    @Override
    public void warn(String message) {
        STATUS.warn("{}: {}", who, message);
    }
}
