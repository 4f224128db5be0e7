package io.github.lokiline.client.internal.backlog;

import io.github.lokiline.client.internal.batch.StreamState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The streams that have batches on disk which are not in memory, with the time of the oldest one. Owned by the delivery thread. */
final class SpooledStreamIndex {
    private final Map<StreamState, Batches> streams = new HashMap<>();

    private static final class Batches {
        private int count;
        private long oldestEpochNanos = Long.MAX_VALUE;
    }

    void add(StreamState stream, long oldestEpochNanos) {
        Batches batches = streams.computeIfAbsent(stream, key -> new Batches());
        batches.count++;
        batches.oldestEpochNanos = Math.min(batches.oldestEpochNanos, oldestEpochNanos);
    }

    void remove(StreamState stream) {
        Batches batches = streams.get(stream);
        if (batches != null && --batches.count <= 0) {
            streams.remove(stream);
        }
    }

    boolean holds(StreamState stream) {
        return streams.containsKey(stream);
    }

    boolean holdsAny(Predicate<StreamState> wanted) {
        return streams.keySet().stream().anyMatch(wanted);
    }

    /** Not after the time of any entry of the stream; {@link Long#MAX_VALUE} when there is none. */
    long oldestEpochNanos(StreamState stream) {
        Batches batches = streams.get(stream);
        return batches == null ? Long.MAX_VALUE : batches.oldestEpochNanos;
    }

    void clear() {
        streams.clear();
    }
}
