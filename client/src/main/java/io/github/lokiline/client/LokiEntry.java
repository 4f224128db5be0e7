package io.github.lokiline.client;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry as plain values, for code that is not performance-critical. Immutable.
 *
 * <pre>
 * client.offer(LokiEntry.of(Map.of("service_name", "orders"), "order 17 paid"));
 * </pre>
 *
 * @param labels the labels of its stream, at most 15, with few values; names are repaired
 * @param time the time of the entry
 * @param line one line of text
 * @param metadata pairs stored with this entry only
 * @param tenant null for the client's default
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

    /** Creates an entry with the current time, without metadata, for the client's default tenant. */
    public static LokiEntry of(Map<String, String> labels, String line) {
        return new LokiEntry(labels, Instant.now(), line, Map.of(), null, Priority.NORMAL);
    }
}
