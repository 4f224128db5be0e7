package io.github.lokiline.testkit.internal.wire;

import java.util.List;

/** One stream as it was sent, with label text such as {@code {app="orders"}}. Immutable. */
public record WireStream(String labelText, List<WireEntry> entries) {

    public WireStream {
        entries = List.copyOf(entries);
    }
}
