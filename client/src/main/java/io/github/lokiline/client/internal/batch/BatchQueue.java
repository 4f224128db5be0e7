package io.github.lokiline.client.internal.batch;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A queue of batches, linked through the batches themselves: adding and removing one needs no memory, so that no batch
 * gets lost when there is none. A batch is in one queue at most. Owned by the delivery thread.
 */
final class BatchQueue extends AbstractCollection<Batch> {
    private @Nullable Batch first;
    private @Nullable Batch last;
    private int size;

    void addFirst(Batch batch) {
        link(null, batch, first);
    }

    void addLast(Batch batch) {
        link(last, batch, null);
    }

    private void link(@Nullable Batch before, Batch batch, @Nullable Batch after) {
        batch.before = before;
        batch.after = after;
        join(before, batch);
        join(batch, after);
        size++;
    }

    private void join(@Nullable Batch left, @Nullable Batch right) {
        if (left == null) {
            first = right;
        } else {
            left.after = right;
        }
        if (right == null) {
            last = left;
        } else {
            right.before = left;
        }
    }

    @Nullable
    Batch first() {
        return first;
    }

    @Nullable
    Batch last() {
        return last;
    }

    /** Removes and returns the first batch; null for none. */
    @Nullable
    Batch pollFirst() {
        Batch batch = first;
        if (batch != null) {
            unlink(batch);
        }
        return batch;
    }

    /** Removes a batch of this queue. */
    void unlink(Batch batch) {
        join(batch.before, batch.after);
        batch.before = null;
        batch.after = null;
        size--;
    }

    @Override
    public boolean isEmpty() {
        return first == null;
    }

    @Override
    public int size() {
        return size;
    }

    /** Returns an iterator; the batch that it returned last may be removed meanwhile. */
    @Override
    public Iterator<Batch> iterator() {
        return new Iterator<>() {
            private @Nullable Batch next = first;

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public Batch next() {
                Batch batch = next;
                if (batch == null) {
                    throw new NoSuchElementException();
                }
                next = batch.after;
                return batch;
            }
        };
    }
}
