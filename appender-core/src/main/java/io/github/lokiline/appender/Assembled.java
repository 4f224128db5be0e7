package io.github.lokiline.appender;

import io.github.lokiline.appender.internal.HighCardinalityLabelCheck;
import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.LokiClient;
import io.github.lokiline.client.LokiClientBuilder;
import java.util.Collection;

/**
 * An appender's properties, found to be right, and ready to be opened. Owned by the thread that starts the appender.
 *
 * @param <E> the framework's event
 */
public final class Assembled<E> {
    private final FrameworkAdapter<E> face;
    private final LokiClientBuilder builder;
    private final EventAppender.Parts<E> parts;
    private final DeliveryListener listener;

    Assembled(
            FrameworkAdapter<E> face,
            LokiClientBuilder builder,
            EventAppender.Parts<E> parts,
            DeliveryListener listener) {
        this.face = face;
        this.builder = builder;
        this.parts = parts;
        this.listener = listener;
    }

    /**
     * Starts delivering, reports the settings in effect and whatever looks unwise.
     *
     * @param predecessors clients about to be closed, one of which the new one takes over from if it writes to the same
     *     place: for frameworks that stop what was before only after they have started what comes
     * @return the path of the events
     * @throws IllegalArgumentException when a key store cannot be read; one fault a line
     */
    public EventAppender<E> open(Collection<LokiClient> predecessors) {
        LokiClient client = builder.predecessors(predecessors).build();
        EventAppender<E> path = new EventAppender<>(face, client, parts);
        String perEvent = parts.tenant() == null ? "" : ", tenantId " + parts.tenant();
        listener.info("started: " + client.settings() + perEvent + ", " + face.writer() + ", labels " + parts.labels()
                + ", structuredMetadata " + parts.metadata());
        HighCardinalityLabelCheck.warnings(parts.labels().byName()).forEach(listener::warn);
        return path;
    }
}
