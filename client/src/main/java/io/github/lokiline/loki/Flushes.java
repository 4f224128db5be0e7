package io.github.lokiline.loki;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The requests that wait until what was offered before them is settled. Owned by the worker. */
final class Flushes {

    private final Set<Stream> busy;
    private final Backlog backlog;
    private final List<FlushRequest> requests = new ArrayList<>();

    Flushes(Set<Stream> busy, Backlog backlog) {
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
