package io.github.lokiline.testkit;

import java.util.Map;

/**
 * One entry that {@link EmbeddedLoki} holds. Immutable.
 *
 * @param tenant who sent it; {@code fake} when tenants are off, as in Loki
 * @param labels of its stream, sorted, with the {@code service_name} Loki adds when it is missing
 * @param timestampNanos nanoseconds since 1970
 * @param line as sent; a byte that is no UTF-8 shows as U+FFFD
 * @param metadata sorted, names as Loki normalizes them, with the {@code detected_level} Loki adds
 */
public record StoredEntry(
        String tenant, Map<String, String> labels, long timestampNanos, String line, Map<String, String> metadata) {}
