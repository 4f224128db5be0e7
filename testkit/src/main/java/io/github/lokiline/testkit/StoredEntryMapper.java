package io.github.lokiline.testkit;

import io.github.lokiline.testkit.internal.wire.Label;
import io.github.lokiline.testkit.internal.wire.Utf8;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Converts received bytes to Strings for users: bytes that are not UTF-8 become U+FFFD. Stateless, thread-safe. */
final class StoredEntryMapper {

    private StoredEntryMapper() {}

    static Map<String, String> map(List<Label> labels) {
        Map<String, String> map = new TreeMap<>();
        labels.forEach(label -> map.put(Utf8.shown(label.name()), Utf8.shown(label.value())));
        return Collections.unmodifiableMap(map);
    }

    static List<StoredEntry> entries(String tenant, StoredStream stream) {
        Map<String, String> labels = map(stream.labels());
        return stream.entries().stream()
                .map(entry -> new StoredEntry(
                        tenant, labels, entry.timestampNanos(), Utf8.shown(entry.line()), map(entry.metadata())))
                .toList();
    }
}
