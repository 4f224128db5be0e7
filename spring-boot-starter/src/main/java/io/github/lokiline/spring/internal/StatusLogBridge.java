package io.github.lokiline.spring.internal;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what lokiline's parts report as warnings: Spring Boot shows Logback's status only while it configures logging,
 * and what goes wrong with Loki goes wrong later. Thread-safe.
 */
final class StatusLogBridge extends ContextAwareBase implements StatusListener {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.lokiline");
    private static final String OURS = "io.github.lokiline.";

    /** Once per context. */
    static void listen(LoggerContext context) {
        boolean listens = context.getStatusManager().getCopyOfStatusListenerList().stream()
                .anyMatch(StatusLogBridge.class::isInstance);
        if (!listens) {
            StatusLogBridge log = new StatusLogBridge();
            log.setContext(context);
            context.getStatusManager().add(log);
        }
    }

    @Override
    public void addStatusEvent(Status status) {
        Object origin = status.getOrigin();
        if (status.getLevel() >= Status.WARN
                && origin != null
                && origin.getClass().getName().startsWith(OURS)) {
            LOGGER.warn("{}", status.getMessage());
        }
    }
}
