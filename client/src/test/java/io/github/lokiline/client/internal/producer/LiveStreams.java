package io.github.lokiline.client.internal.producer;

import io.github.lokiline.client.internal.batch.StreamState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Opens streams as an entry of the application does. */
public final class LiveStreams {

    private LiveStreams() {}

    /** Returns the stream with these labels, none of which is limited. */
    @SuppressWarnings("NullAway") // the entry is asked for where a label is limited
    public static StreamState open(StreamRegistry streams, String tenant, Map<String, String> labels) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        new TreeMap<>(labels).forEach((name, value) -> {
            names.add(name);
            values.add(value);
        });
        StreamKey key = new StreamKey();
        key.set(tenant, LabelNames.of(names), values.toArray(String[]::new));
        return Objects.requireNonNull(streams.find(key, null));
    }
}
