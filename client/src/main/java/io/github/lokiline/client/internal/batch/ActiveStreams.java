package io.github.lokiline.client.internal.batch;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The streams that have anything open, waiting, in flight or on disk. Owned by the delivery thread.
 */
public final class ActiveStreams implements Iterable<StreamState> {

    private final Set<StreamState> streams = new LinkedHashSet<>();

    /** Adds a stream; it stays until {@link #removeIdle} finds nothing of it. */
    public void add(StreamState stream) {
        if (!stream.isActive()) {
            // In this order: a stream that is marked but missing would never be visited again.
            streams.add(stream);
            stream.activate(true);
        }
    }

    /** Puts a batch back before all others of its stream. */
    public void requeue(Batch batch) {
        add(batch.stream());
        batch.stream().requeue(batch);
    }

    /** Puts batches, in this order, before all others of their streams. */
    public void requeue(List<Batch> batches) {
        for (int i = batches.size() - 1; i >= 0; i--) {
            requeue(batches.get(i));
        }
    }

    /** Removes the streams of which nothing is in memory, unless {@code spooled} says that something is on disk. */
    public void removeIdle(Predicate<StreamState> spooled) {
        for (Iterator<StreamState> all = streams.iterator(); all.hasNext(); ) {
            StreamState stream = all.next();
            if (stream.isIdle() && !spooled.test(stream)) {
                stream.activate(false);
                all.remove();
            }
        }
    }

    /** Removes all streams, whatever they hold. */
    public void clear() {
        streams.forEach(stream -> stream.activate(false));
        streams.clear();
    }

    public int size() {
        return streams.size();
    }

    public boolean any(Predicate<StreamState> predicate) {
        for (StreamState stream : streams) {
            if (predicate.test(stream)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Iterator<StreamState> iterator() {
        return streams.iterator();
    }
}
