package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.ingest.GoTimeFormat;
import io.github.lokiline.testkit.internal.wire.Label;
import io.github.lokiline.testkit.internal.wire.Utf8;
import io.github.lokiline.testkit.internal.wire.WireEntry;
import java.util.List;
import java.util.Optional;

/**
 * Returns the reasons for which a distributor refuses a stream or an entry, in Loki's words. Immutable.
 *
 * <p>Source: Loki's {@code pkg/distributor/validator.go} and the texts of {@code pkg/validation/validate.go}.
 */
record EntryValidator(String tenant, Limits limits, long nowNanos) {

    private static final String SEE = ". Please see `limits_config.";
    private static final String ADMINISTRATOR = "` or contact your Loki administrator to ";

    Optional<String> refuse(LabelledStream stream) {
        if (stream.labels().isEmpty()) {
            return Optional.of("error at least one label pair is required per stream");
        }
        if (stream.isInternal()) {
            return Optional.empty();
        }
        if (stream.countedLabels() > limits.maxLabelNames) {
            return Optional.of("entry for stream '" + stream.text() + "' has " + stream.countedLabels()
                    + " label names; limit " + limits.maxLabelNames);
        }
        return refuseLabels(stream).or(() -> refuseMissing(stream));
    }

    private Optional<String> refuseLabels(LabelledStream stream) {
        String last = "";
        for (Label label : stream.labels()) {
            String about = "stream '" + stream.text() + "' has ";
            if (Utf8.length(label.name()) > limits.maxLabelNameBytes) {
                return Optional.of(about + "label name too long: '" + label.name() + "'");
            }
            if (Utf8.length(label.value()) > limits.maxLabelValueBytes) {
                return Optional.of(about + "label value too long: '" + label.value() + "'");
            }
            if (label.name().equals(last)) {
                return Optional.of(about + "duplicate label name: '" + label.name() + "'");
            }
            last = label.name();
        }
        return Optional.empty();
    }

    private Optional<String> refuseMissing(LabelledStream stream) {
        List<String> missing =
                limits.enforcedLabels.stream().filter(name -> !stream.has(name)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("missing required labels '" + String.join(",", missing) + "' for user '" + tenant
                        + "' for stream '" + stream.text() + "' (policy: '')");
    }

    Optional<String> refuse(LabelledStream stream, WireEntry entry) {
        return refuseTime(stream, entry).or(() -> refuseLine(stream, entry)).or(() -> refuseMetadata(stream, entry));
    }

    private Optional<String> refuseTime(LabelledStream stream, WireEntry entry) {
        String about = "entry for stream '" + stream.text() + "' has timestamp too ";
        long time = entry.timestampNanos();
        long oldest = nowNanos - limits.maxAge.toNanos();
        if (!limits.maxAge.isZero() && time < oldest) {
            return Optional.of(about + "old: " + GoTimeFormat.rfc3339(time) + ", oldest acceptable timestamp is: "
                    + GoTimeFormat.rfc3339(oldest));
        }
        return time > nowNanos + limits.maxFuture.toNanos()
                ? Optional.of(about + "new: " + GoTimeFormat.rfc3339(time))
                : Optional.empty();
    }

    private Optional<String> refuseLine(LabelledStream stream, WireEntry entry) {
        int bytes = Utf8.length(entry.line());
        return limits.maxLineBytes == 0 || bytes <= limits.maxLineBytes
                ? Optional.empty()
                : Optional.of("max entry size '" + limits.maxLineBytes + "' bytes exceeded for stream '" + stream.text()
                        + "' while adding an entry with length '" + bytes + "' bytes");
    }

    private Optional<String> refuseMetadata(LabelledStream stream, WireEntry entry) {
        String about = "stream '" + stream.text() + "' ";
        int entries = entry.metadata().size();
        int bytes = EntrySize.metadataBytes(entry.metadata());
        if (entries > 0 && !limits.structuredMetadata) {
            return Optional.of(about + "includes structured metadata, but this feature is disallowed" + SEE
                    + "allow_structured_metadata" + ADMINISTRATOR + "enable it");
        }
        if (limits.maxMetadataBytes != 0 && bytes > limits.maxMetadataBytes) {
            return Optional.of(about + "has structured metadata too large: '" + bytes + "' bytes, limit: '"
                    + limits.maxMetadataBytes + "' bytes" + SEE + "max_structured_metadata_size" + ADMINISTRATOR
                    + "increase it");
        }
        if (limits.maxMetadataEntries != 0 && entries > limits.maxMetadataEntries) {
            return Optional.of(about + "has too many structured metadata labels: '" + entries + "', limit: '"
                    + limits.maxMetadataEntries + "'" + SEE + "max_structured_metadata_entries_count" + ADMINISTRATOR
                    + "increase it");
        }
        return Optional.empty();
    }
}
