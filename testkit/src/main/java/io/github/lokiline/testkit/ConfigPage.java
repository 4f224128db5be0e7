package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.http.LokiResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Serves the part of {@code /config} that a pushing client needs, the default limits of tenants, in Loki's YAML.
 * Stateless, thread-safe.
 */
final class ConfigPage {

    private static final long KIB = 1024;

    /** A unit of Go's duration text and its length; the larger ones are used only if they are exact. */
    private record Unit(String name, long millis, boolean exact) {}

    private static final List<Unit> UNITS = List.of(
            new Unit("y", 365L * 86_400_000, true),
            new Unit("w", 7L * 86_400_000, true),
            new Unit("d", 86_400_000, true),
            new Unit("h", 3_600_000, false),
            new Unit("m", 60_000, false),
            new Unit("s", 1_000, false),
            new Unit("ms", 1, false));

    private ConfigPage() {}

    static LokiResponse answer(Limits limits) {
        return new LokiResponse(200, LokiResponse.PLAIN_TEXT, yaml(limits), Map.of());
    }

    private static String yaml(Limits limits) {
        return String.join(
                "\n",
                "target: all",
                "limits_config:",
                "  ingestion_rate_mb: " + megabytes(limits.ingestionRateBytes),
                "  ingestion_burst_size_mb: " + megabytes(limits.ingestionBurstBytes),
                "  max_label_name_length: " + limits.maxLabelNameBytes,
                "  max_label_value_length: " + limits.maxLabelValueBytes,
                "  max_label_names_per_series: " + limits.maxLabelNames,
                "  reject_old_samples: " + !limits.maxAge.isZero(),
                "  reject_old_samples_max_age: " + duration(limits.maxAge),
                "  creation_grace_period: " + duration(limits.maxFuture),
                "  max_line_size: " + size(limits.maxLineBytes),
                "  max_line_size_truncate: " + limits.truncateLines,
                "  increment_duplicate_timestamp: " + limits.incrementDuplicateTimestamps,
                "  max_global_streams_per_user: " + limits.maxStreams,
                "  unordered_writes: true",
                "  per_stream_rate_limit: " + size(limits.perStreamRateBytes),
                "  per_stream_rate_limit_burst: " + size(limits.perStreamBurstBytes),
                "  allow_structured_metadata: " + limits.structuredMetadata,
                "  max_structured_metadata_size: " + size(limits.maxMetadataBytes),
                "  max_structured_metadata_entries_count: " + limits.maxMetadataEntries,
                "");
    }

    private static String megabytes(long bytes) {
        long whole = bytes / (KIB * KIB);
        return whole * KIB * KIB == bytes ? Long.toString(whole) : Double.toString(bytes / (double) (KIB * KIB));
    }

    private static String size(long bytes) {
        long unit = bytes % (KIB * KIB) == 0 ? KIB * KIB : bytes % KIB == 0 ? KIB : 1;
        return bytes / unit + (unit == 1 ? "B" : unit == KIB ? "KB" : "MB");
    }

    private static String duration(Duration duration) {
        long left = duration.toMillis();
        StringBuilder text = new StringBuilder();
        for (Unit unit : UNITS) {
            if (left >= unit.millis && (!unit.exact || left % unit.millis == 0)) {
                text.append(left / unit.millis).append(unit.name);
                left %= unit.millis;
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
