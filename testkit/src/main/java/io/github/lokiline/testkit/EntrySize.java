package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.wire.Label;
import io.github.lokiline.testkit.internal.wire.Utf8;
import io.github.lokiline.testkit.internal.wire.WireEntry;
import java.util.List;

/** Computes sizes as Loki does. Stateless, thread-safe. */
final class EntrySize {

    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB", "PB", "EB");
    private static final int HASH_BYTES = 11;
    private static final int TIMESTAMP_BYTES = 14;

    private EntrySize() {}

    /** Returns the bytes that count against rates: the line and its metadata, without the level that Loki adds. */
    static int bytes(WireEntry entry) {
        return Utf8.length(entry.line()) + metadataBytes(entry.metadata());
    }

    static int metadataBytes(List<Label> metadata) {
        return metadata.stream()
                .filter(label -> !label.name().equals("detected_level"))
                .mapToInt(Label::bytes)
                .sum();
    }

    /** Returns the size of the protobuf message in which a distributor sends the streams to an ingester. */
    static long ingesterMessageBytes(List<LabelledStream> streams) {
        return streams.stream().mapToLong(stream -> field(messageBytes(stream))).sum();
    }

    private static long messageBytes(LabelledStream stream) {
        long entries = stream.entries().stream()
                .mapToLong(entry -> field(messageBytes(entry)))
                .sum();
        return field(Utf8.length(stream.text())) + entries + HASH_BYTES;
    }

    private static long messageBytes(WireEntry entry) {
        long metadata = entry.metadata().stream()
                .mapToLong(label -> field(field(Utf8.length(label.name())) + field(Utf8.length(label.value()))))
                .sum();
        return TIMESTAMP_BYTES + field(Utf8.length(entry.line())) + metadata;
    }

    /** Returns the size of a field: tag, length, content. */
    private static long field(long contentBytes) {
        int lengthBytes = 1;
        for (long rest = contentBytes >> 7; rest > 0; rest >>= 7) {
            lengthBytes++;
        }
        return 1 + lengthBytes + contentBytes;
    }

    /** Formats a size as in Loki's errors: {@code 3MB}, and {@code 1536B} because only whole units are used. */
    static String text(long bytes) {
        int unit = 0;
        long value = bytes;
        while (value != 0 && value % 1024 == 0 && unit < UNITS.size() - 1) {
            value /= 1024;
            unit++;
        }
        return value + UNITS.get(unit);
    }
}
