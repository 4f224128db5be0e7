package io.github.lokiline.testkit;

import java.util.Map;

/**
 * One entry that {@link EmbeddedLoki} has stored. Immutable.
 *
 * @param tenant the sender; {@code fake} if tenants are disabled, as in Loki
 * @param labels of its stream, sorted, with the {@code service_name} that Loki adds if it is missing
 * @param timestampNanos nanoseconds since 1970
 * @param line as sent; a byte that is not UTF-8 becomes U+FFFD
 * @param metadata sorted, with names as Loki normalizes them and the {@code detected_level} that Loki adds
 */
public record StoredEntry(
        String tenant, Map<String, String> labels, long timestampNanos, String line, Map<String, String> metadata) {}
