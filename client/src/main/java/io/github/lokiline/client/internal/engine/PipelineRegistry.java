package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.LokiClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The clients that are closing in the background, so that the next one for the same endpoint can take over what they
 * could not deliver. Thread-safe.
 *
 * <p>The one mutable static of this module: Spring Boot starts logging twice and clears everything a logging context
 * holds in between, so there is no other place that both starts can reach.
 */
public final class PipelineRegistry {

    private static final Map<String, Deque<LokiClient>> BY_ENDPOINT = new HashMap<>();

    private PipelineRegistry() {}

    public static void add(String endpoint, LokiClient client) {
        synchronized (BY_ENDPOINT) {
            BY_ENDPOINT.computeIfAbsent(endpoint, key -> new ArrayDeque<>()).addLast(client);
        }
    }

    public static void remove(String endpoint, LokiClient client) {
        synchronized (BY_ENDPOINT) {
            Deque<LokiClient> clients = BY_ENDPOINT.get(endpoint);
            if (clients != null && clients.remove(client) && clients.isEmpty()) {
                BY_ENDPOINT.remove(endpoint);
            }
        }
    }

    /** The client that has waited longest for an heir; it is no longer here. */
    public static @Nullable LokiClient take(String endpoint) {
        synchronized (BY_ENDPOINT) {
            Deque<LokiClient> clients = BY_ENDPOINT.get(endpoint);
            LokiClient first = clients == null ? null : clients.pollFirst();
            if (clients != null && clients.isEmpty()) {
                BY_ENDPOINT.remove(endpoint);
            }
            return first;
        }
    }
}
