package io.github.lokiline.client.internal.engine;

import io.github.lokiline.client.internal.backlog.SpoolBacklog;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.StreamState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The requests that wait until what was offered before them is settled. Owned by the worker. */
final class FlushTracker {

    private final Set<StreamState> busy;
    private final SpoolBacklog backlog;
    private final List<FlushRequest> requests = new ArrayList<>();

    FlushTracker(Set<StreamState> busy, SpoolBacklog backlog) {
        this.busy = busy;
        this.backlog = backlog;
    }

    void add(FlushRequest request) {
        requests.add(request);
    }

    /** Completes those for which nothing is left to wait for. */
    void complete() {
        for (Iterator<FlushRequest> all = requests.iterator(); all.hasNext(); ) {
            FlushRequest request = all.next();
            if (request.orSafe ? isSafeUpTo(request) : isSettledUpTo(request)) {
                request.complete();
                all.remove();
            }
        }
    }

    /** The end: nothing more will be settled. */
    void completeAll() {
        requests.forEach(FlushRequest::complete);
        requests.clear();
    }

    private boolean isSettledUpTo(FlushRequest request) {
        // What came from disk is older than any request.
        return backlog.isEmpty()
                && inMemory().allMatch(batch -> batch.origin == null && request.precedes(batch.number));
    }

    private boolean isSafeUpTo(FlushRequest request) {
        return inMemory().allMatch(batch -> batch.origin != null || request.precedes(batch.number));
    }

    private java.util.stream.Stream<Batch> inMemory() {
        return busy.stream()
                .flatMap(stream -> java.util.stream.Stream.concat(
                        stream.waiting.stream(), java.util.stream.Stream.ofNullable(stream.inFlight)));
    }
}
