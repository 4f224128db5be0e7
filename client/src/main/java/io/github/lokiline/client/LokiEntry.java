package io.github.lokiline.client;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry as plain values, for code that has no hot path. Immutable.
 *
 * <pre>
 * client.offer(LokiEntry.of(Map.of("service_name", "orders"), "order 17 paid"));
 * </pre>
 *
 * @param labels the stream it belongs to: few names, few values; names are repaired, at most 15
 * @param time when it happened
 * @param line what is stored, one line of text
 * @param metadata pairs stored with this entry alone
 * @param tenant null for the client's own
 * @param priority {@link Priority#NORMAL} unless it is a warning or an error
 */
public record LokiEntry(
        Map<String, String> labels,
        Instant time,
        String line,
        Map<String, String> metadata,
        @Nullable String tenant,
        Priority priority) {

    /** Copies the maps. */
    public LokiEntry {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(priority, "priority");
        labels = Map.copyOf(labels);
        metadata = Map.copyOf(metadata);
    }

    /** An entry of now, without metadata, for the client's own tenant. */
    public static LokiEntry of(Map<String, String> labels, String line) {
        return new LokiEntry(labels, Instant.now(), line, Map.of(), null, Priority.NORMAL);
    }
}
