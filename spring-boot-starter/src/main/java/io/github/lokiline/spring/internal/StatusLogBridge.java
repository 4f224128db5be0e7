package io.github.lokiline.spring.internal;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the warnings of the encoder's Logback status where Spring Boot itself does not print them. Thread-safe.
 */
final class StatusLogBridge extends ContextAwareBase implements StatusListener {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.lokiline");
    /** Spring Boot's own listener prints warnings too; each must appear once. */
    private static final String BOOT_LISTENERS = "org.springframework.boot.logging.logback.";

    private static final String PACKAGE_PREFIX = "io.github.lokiline.";

    /** Registers a bridge, once per context. */
    static void listen(LoggerContext context) {
        boolean isListening = context.getStatusManager().getCopyOfStatusListenerList().stream()
                .anyMatch(listener -> listener instanceof StatusLogBridge
                        || listener.getClass().getName().startsWith(BOOT_LISTENERS));
        if (!isListening) {
            StatusLogBridge bridge = new StatusLogBridge();
            bridge.setContext(context);
            context.getStatusManager().add(bridge);
        }
    }

    @Override
    public void addStatusEvent(Status status) {
        Object origin = status.getOrigin();
        if (status.getLevel() >= Status.WARN
                && origin != null
                && origin.getClass().getName().startsWith(PACKAGE_PREFIX)) {
            LOGGER.warn("{}", status.getMessage());
        }
    }
}
