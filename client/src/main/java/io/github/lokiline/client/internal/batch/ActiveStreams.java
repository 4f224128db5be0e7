package io.github.lokiline.client.internal.batch;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The streams that have anything open, waiting, in flight or on disk, in the order in which they came. Owned by the
 * delivery thread.
 *
 * <p>They are linked through themselves: adding one needs no memory, and may happen while another part of the same thread
 * visits them.
 */
public final class ActiveStreams implements Iterable<StreamState> {
    private @Nullable StreamState first;
    private @Nullable StreamState last;
    private int size;

    /** Adds a stream; it stays until {@link #removeIdle} finds nothing of it. */
    public void add(StreamState stream) {
        if (!stream.isActive()) {
            stream.activate(true);
            if (last == null) {
                first = stream;
            } else {
                last.nextActive = stream;
            }
            last = stream;
            size++;
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
        StreamState before = null;
        for (StreamState stream = first; stream != null; ) {
            StreamState next = stream.nextActive;
            if (stream.isIdle() && !spooled.test(stream)) {
                unlink(before, stream);
            } else {
                before = stream;
            }
            stream = next;
        }
    }

    private void unlink(@Nullable StreamState before, StreamState stream) {
        StreamState next = stream.nextActive;
        if (before == null) {
            first = next;
        } else {
            before.nextActive = next;
        }
        if (next == null) {
            last = before;
        }
        stream.nextActive = null;
        stream.activate(false);
        size--;
    }

    /** Removes all streams, whatever they hold. */
    public void clear() {
        for (StreamState stream = first; stream != null; stream = first) {
            unlink(null, stream);
        }
    }

    public int size() {
        return size;
    }

    public boolean any(Predicate<StreamState> predicate) {
        for (StreamState stream = first; stream != null; stream = stream.nextActive) {
            if (predicate.test(stream)) {
                return true;
            }
        }
        return false;
    }

    /** Returns an iterator, which also visits the streams that are added meanwhile. */
    @Override
    public Iterator<StreamState> iterator() {
        return new Iterator<>() {
            private @Nullable StreamState visited;

            private @Nullable StreamState following() {
                return visited == null ? first : visited.nextActive;
            }

            @Override
            public boolean hasNext() {
                return following() != null;
            }

            @Override
            public StreamState next() {
                StreamState next = following();
                if (next == null) {
                    throw new NoSuchElementException();
                }
                visited = next;
                return next;
            }
        };
    }
}
