package io.github.lokiline.client.internal.backlog;

import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.EncodedBatch;
import io.github.lokiline.client.internal.batch.SpoolReceipt;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.spool.Spool;
import io.github.lokiline.client.internal.spool.StoredRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings batches back from disk, in log order and as far as there is room. Owned by the worker.
 *
 * <p>Whom Loki turns away must not hold up others: a tenant without a valid token, a stream above its rate. When the room
 * is taken by what cannot go while something behind it could, all but one batch of it, the next attempt, goes back to the
 * disk and the reader passes over the rest. A stream that was passed over once is passed over until the reader starts
 * again, so its order holds.
 */
final class SpoolReplayer {

    /** Enough to keep all pushes busy; more would only take room from live entries. */
    private static final long MAX_LOADED_BYTES = 8L << 20;

    private final PipelineContext shared;
    private final Set<StreamState> busy;
    private final SpooledStreamIndex onDisk;
    private final Consumer<StreamState> holder;
    private final Set<StreamState> passed = new HashSet<>();
    private long loadedBytes;
    private int loaded;
    private long lastNumber;
    private boolean lookingOn;

    /**
     * Creates a replayer.
     *
     * @param busy the streams that have anything in memory or on disk
     * @param holder hears of a stream that has something in memory now
     */
    SpoolReplayer(
            PipelineContext shared, Set<StreamState> busy, SpooledStreamIndex onDisk, Consumer<StreamState> holder) {
        this.shared = shared;
        this.busy = busy;
        this.onDisk = onDisk;
        this.holder = holder;
    }

    /** Reads batches as far as there is room, or a single one when there is nothing else to try Loki with. */
    void load(Spool spool, boolean failing, boolean nothingToSend) {
        boolean othersWait = onDisk.holdsAny(stream -> !isShut(stream));
        if (failing && memoryIsLow()) {
            makeRoom(spool);
        } else if (othersWait && !hasRoom()) {
            busy.forEach(stream -> unload(spool, stream));
        }
        if (passed.stream().anyMatch(stream -> !isShut(stream) || !isTried(stream))) {
            spool.rewind();
            passed.clear();
        }
        lookingOn = false;
        while (mayLoad(failing, nothingToSend && loaded == 0)) {
            StoredRecord next = spool.next((tenant, labels) -> wants(tenant, labels, othersWait));
            if (next == null) {
                lookingOn = spool.isLookingOn();
                forgetLost(spool);
                return;
            }
            take(next);
        }
    }

    /** Whether there is more to look at, without waiting for anybody. */
    boolean isLookingOn() {
        return lookingOn;
    }

    private boolean mayLoad(boolean failing, boolean nothingToSend) {
        return nothingToSend || (!failing && (hasRoom() || loaded == 0));
    }

    private boolean hasRoom() {
        return loadedBytes < Math.min(MAX_LOADED_BYTES, shared.budget().maxBytes() / 4) && !memoryIsLow();
    }

    private boolean memoryIsLow() {
        return shared.budget().usedBytes() >= shared.budget().maxBytes() / 2;
    }

    /** Whoever lost entries on disk was not told of whom: once nothing is left there, nobody has any. */
    private void forgetLost(Spool spool) {
        if (spool.entries() == 0) {
            onDisk.clear();
        }
    }

    private boolean wants(String tenant, String labels, boolean othersWait) {
        StreamState stream = shared.streams().adopt(tenant, labels);
        boolean isWanted = !passed.contains(stream) && !(othersWait && isShut(stream) && isTried(stream));
        if (!isWanted) {
            passed.add(stream);
        }
        return isWanted;
    }

    /** Loki turns its pushes away, but not those of everybody. */
    private static boolean isShut(StreamState stream) {
        return stream.gate.isShutForLong() || stream.tenant.gate.isShutForLong();
    }

    /** Whether something in memory will find out when the stream's gates open. */
    private boolean isTried(StreamState stream) {
        return !stream.backlog.isEmpty() || isTriedByOthers(stream);
    }

    private boolean isTriedByOthers(StreamState stream) {
        boolean itself = !stream.waiting.isEmpty() || stream.inFlight != null;
        return itself
                || (stream.tenant.gate.isShutForLong()
                        && busy.stream()
                                .anyMatch(other -> other != stream
                                        && other.tenant == stream.tenant
                                        && !(other.waiting.isEmpty()
                                                && other.backlog.isEmpty()
                                                && other.inFlight == null)));
    }

    /** Loki takes nothing, and callers need the memory: all goes back but one batch, unless another is the next attempt. */
    private void makeRoom(Spool spool) {
        boolean isTried = busy.stream().anyMatch(stream -> !stream.waiting.isEmpty() || stream.inFlight != null);
        for (StreamState stream : busy) {
            putBack(spool, stream, isTried ? 0 : 1);
            isTried |= !stream.backlog.isEmpty();
        }
    }

    private void unload(Spool spool, StreamState stream) {
        if (isShut(stream)) {
            putBack(spool, stream, isTriedByOthers(stream) ? 0 : 1);
        }
    }

    /** Its newest batches first, until so many are left. */
    private void putBack(Spool spool, StreamState stream, int kept) {
        while (stream.backlog.size() > kept) {
            Batch last = stream.backlog.getLast();
            SpoolReceipt origin = last.origin;
            if (origin == null || !spool.putBack(origin.records.get(0))) {
                return;
            }
            stream.backlog.removeLast();
            left(last);
            shared.counters().spool(last.entries);
            shared.budget().giveBack(last.cost());
            onDisk.add(stream, last.payload.oldestEpochNanos());
            passed.add(stream);
        }
    }

    private void take(StoredRecord stored) {
        StreamState stream =
                shared.streams().adopt(stored.batch().tenant(), stored.batch().labels());
        EncodedBatch payload = EncodedBatch.of(stored.batch());
        Batch batch =
                new Batch(stream, payload, ++lastNumber, new SpoolReceipt(List.of(stored.ref()), payload.entries()));
        stream.backlog.addLast(batch);
        stream.follow(payload, shared.time().nanos());
        holder.accept(stream);
        loaded++;
        loadedBytes += batch.cost();
        shared.budget().take(batch.cost());
        shared.counters().unspool(payload.entries());
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
