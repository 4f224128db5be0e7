package io.github.lokiline.client.internal.backlog;

import io.github.lokiline.client.internal.batch.ActiveStreams;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.SpoolReceipt;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.spool.Spool;
import io.github.lokiline.client.internal.spool.StoredRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Brings batches back from disk, in log order and as far as there is room. Owned by the delivery thread.
 *
 * <p>Streams that Loki rejects must not hold up others: a tenant without a valid token, a stream above its rate. When the room
 * is taken by what cannot go while something behind it could, all but one batch of it, the next attempt, goes back to the
 * disk and the reader passes over the rest. A stream that was passed over once is passed over until the reader starts
 * again, so its order holds.
 */
final class SpoolReplayer {
    /** Enough to keep all pushes busy; more would only take room from live entries. */
    private static final long MAX_LOADED_BYTES = 8L << 20;

    private final PipelineContext context;
    private final ActiveStreams streams;
    private final SpooledStreamIndex onDisk;
    private final Set<StreamState> passed = new HashSet<>();
    private long loadedBytes;
    private int loaded;
    private long lastNumber;
    private boolean moreToScan;

    SpoolReplayer(PipelineContext context, ActiveStreams streams, SpooledStreamIndex onDisk) {
        this.context = context;
        this.streams = streams;
        this.onDisk = onDisk;
    }

    /** Reads batches as far as there is room, or a single one when there is nothing else to try Loki with. */
    void load(Spool spool, boolean failing, boolean nothingToSend) {
        boolean othersWait = onDisk.holdsAny(stream -> !isOpen(stream));
        if (failing && context.budget().isLow()) {
            makeRoom(spool);
        } else if (othersWait && !hasRoom()) {
            streams.forEach(stream -> unload(spool, stream));
        }
        if (passed.stream().anyMatch(stream -> !isOpen(stream) || !isTried(stream))) {
            spool.rewind();
            passed.clear();
        }
        moreToScan = false;
        while (mayLoad(failing, nothingToSend && loaded == 0)) {
            StoredRecord next = spool.next((tenant, labels) -> wants(tenant, labels, othersWait));
            if (next == null) {
                moreToScan = spool.isLookingOn();
                forgetLost(spool);
                return;
            }
            takeOrPutBack(spool, next);
        }
    }

    /** An error, for example without memory, must not leave a batch that is neither in memory nor unread. */
    private void takeOrPutBack(Spool spool, StoredRecord next) {
        boolean isTaken = false;
        try {
            take(next);
            isTaken = true;
        } finally {
            if (!isTaken) {
                spool.putBack(next.ref());
                spool.rewind();
                passed.clear();
            }
        }
    }

    /** Returns whether there is more to scan at once. */
    boolean hasMoreToScan() {
        return moreToScan;
    }

    private boolean mayLoad(boolean failing, boolean nothingToSend) {
        return nothingToSend || (!failing && (hasRoom() || loaded == 0));
    }

    private boolean hasRoom() {
        return loadedBytes < Math.min(MAX_LOADED_BYTES, context.budget().maxBytes() / 4)
                && !context.budget().isLow();
    }

    /** A loss on disk does not name its streams: once the disk is empty, no stream has anything there. */
    private void forgetLost(Spool spool) {
        if (spool.entries() == 0) {
            onDisk.clear();
        }
    }

    private boolean wants(String tenant, String labels, boolean othersWait) {
        StreamState stream = context.streams().adopt(tenant, labels);
        boolean isWanted = !passed.contains(stream) && !(othersWait && isOpen(stream) && isTried(stream));
        if (!isWanted) {
            passed.add(stream);
        }
        return isWanted;
    }

    /** Returns whether Loki rejects the pushes of this stream or tenant, but not all pushes. */
    private static boolean isOpen(StreamState stream) {
        return stream.breaker().isOpenLong() || stream.tenant().breaker().isOpenLong();
    }

    /** Returns whether a batch in memory will be the next probe of the stream's breakers. */
    private boolean isTried(StreamState stream) {
        return stream.firstLoaded() != null || isTriedByOthers(stream);
    }

    private boolean isTriedByOthers(StreamState stream) {
        return stream.isSending()
                || (stream.tenant().breaker().isOpenLong()
                        && streams.any(other -> other != stream
                                && other.tenant() == stream.tenant()
                                && (other.isSending() || other.firstLoaded() != null)));
    }

    /** Loki takes nothing, and callers need the memory: all goes back but one batch, unless another is the next attempt. */
    private void makeRoom(Spool spool) {
        boolean isTried = streams.any(StreamState::isSending);
        for (StreamState stream : streams) {
            putBack(spool, stream, isTried ? 0 : 1);
            isTried |= stream.firstLoaded() != null;
        }
    }

    private void unload(Spool spool, StreamState stream) {
        if (isOpen(stream)) {
            putBack(spool, stream, isTriedByOthers(stream) ? 0 : 1);
        }
    }

    /** The stream has a batch on disk again that the reader may have passed: it is passed over until the reader starts again. */
    void passOver(StreamState stream) {
        passed.add(stream);
    }

    /** Its newest batches first, until so many are left. */
    private void putBack(Spool spool, StreamState stream, int kept) {
        while (stream.loaded().size() > kept) {
            Batch last = Objects.requireNonNull(stream.lastLoaded());
            SpoolReceipt receipt = last.receipt();
            if (receipt == null || !spool.putBack(receipt.records().get(0))) {
                return;
            }
            stream.unloadLast();
            left(last);
            context.counters().spool(last.entries());
            context.budget().release(last.cost());
            onDisk.add(stream, last.content().oldestEpochNanos());
            passed.add(stream);
        }
    }

    private void take(StoredRecord stored) {
        StreamState stream =
                context.streams().adopt(stored.batch().tenant(), stored.batch().labels());
        Batch.Content content = Batch.Content.of(stored.batch());
        SpoolReceipt receipt = new SpoolReceipt(List.of(stored.ref()), content.entries());
        Batch batch = Batch.fromDisk(stream, content, ++lastNumber, receipt);
        stream.load(batch, context.clock().nanos());
        streams.add(stream);
        loaded++;
        loadedBytes += batch.cost();
        context.budget().reserve(batch.cost());
        context.counters().unspool(content.entries());
        onDisk.remove(stream);
    }

    /** The batch is no longer among those that were read and wait. */
    void left(Batch batch) {
        loaded--;
        loadedBytes -= batch.cost();
    }

    boolean hasNone() {
        return loaded == 0;
    }
}
