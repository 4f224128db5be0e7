package io.github.lokiline.testkit.internal.wire;

import java.util.List;

/** One entry as it was sent, unchecked and not normalized. Immutable. */
public record WireEntry(long timestampNanos, String line, List<Label> metadata) {

    public WireEntry {
        metadata = List.copyOf(metadata);
    }
}
