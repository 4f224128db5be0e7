package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.internal.backlog.SpoolBacklog;
import io.github.lokiline.client.internal.batch.ActiveStreams;
import java.util.ArrayList;
import java.util.List;

/** Completes flush requests once everything offered before them is completed. Owned by the delivery thread. */
final class FlushTracker {

    private final ActiveStreams streams;
    private final SpoolBacklog backlog;
    private final List<FlushRequest> requests = new ArrayList<>();

    FlushTracker(ActiveStreams streams, SpoolBacklog backlog) {
        this.streams = streams;
        this.backlog = backlog;
    }

    void add(FlushRequest request) {
        requests.add(request);
    }

    /** Completes the requests for which nothing is left to wait for. */
    void complete() {
        requests.removeIf(request -> {
            boolean isComplete = request.orSafe ? isSafeUpTo(request) : isCompletedUpTo(request);
            if (isComplete) {
                request.complete();
            }
            return isComplete;
        });
    }

    /** The end: nothing more will be completed. */
    void completeAll() {
        requests.forEach(FlushRequest::complete);
        requests.clear();
    }

    private boolean isCompletedUpTo(FlushRequest request) {
        // Batches from disk are older than any request.
        return backlog.isEmpty()
                && !streams.any(
                        stream -> !stream.allMatch(batch -> !batch.isOnDisk() && request.precedes(batch.number())));
    }

    private boolean isSafeUpTo(FlushRequest request) {
        return !streams.any(stream -> !stream.allMatch(batch -> batch.isOnDisk() || request.precedes(batch.number())));
    }
}
