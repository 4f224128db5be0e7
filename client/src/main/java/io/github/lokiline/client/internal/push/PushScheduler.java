package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.backlog.SpoolBacklog;
import io.github.lokiline.client.internal.batch.ActiveStreams;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.http.PushSender;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends waiting batches, up to four at a time and one per stream, whenever the circuit breakers of endpoint, tenant and
 * stream let them. Owned by the delivery thread; responses may arrive on any thread and wait for it in a queue.
 */
public final class PushScheduler {

    /** Behind every live batch. */
    private static final long BACKLOG_RANK = Long.MAX_VALUE / 2;

    private final PipelineContext context;
    private final ActiveStreams streams;
    private final CircuitBreakers breakers;
    private final SpoolBacklog backlog;
    private final Runnable wakeUp;
    private final Queue<Returned> returned = new ConcurrentLinkedQueue<>();
    private @Nullable PushSender sender;
    private boolean senderIsStale;
    private int inFlight;
    private long pushes;

    /** A batch whose push has ended. */
    public record Returned(Batch batch, PushResponse response) {}

    /**
     * Creates a scheduler.
     *
     * @param wakeUp wakes the delivery thread for a response; called on any thread
     */
    public PushScheduler(
            PipelineContext context,
            ActiveStreams streams,
            CircuitBreakers breakers,
            SpoolBacklog backlog,
            Runnable wakeUp) {
        this.context = context;
        this.streams = streams;
        this.breakers = breakers;
        this.backlog = backlog;
        this.wakeUp = wakeUp;
    }

    /** Sends the batches that may go now. */
    public void dispatch(long nowNanos) {
        if (senderIsStale && inFlight == 0) {
            closeSender();
        }
        while (hasSlot()) {
            StreamState next = next(nowNanos);
            if (next == null) {
                return;
            }
            push(next, nowNanos);
        }
    }

    /** The next pushes go through a sender with the current settings, once those in flight have come back. */
    public void renewSender() {
        senderIsStale = sender != null;
    }

    /** Returns the next batch whose push has ended and that is no longer in flight; null for none. */
    public @Nullable Returned poll() {
        for (Returned next = returned.poll(); next != null; next = returned.poll()) {
            Batch batch = next.batch();
            if (batch.stream().arrive(batch)) {
                inFlight--;
                breakers.onReturn(batch);
                return next;
            }
        }
        return null;
    }

    public boolean hasReturned() {
        return !returned.isEmpty();
    }

    /** Returns nanoseconds until time alone lets a batch go that waits now. */
    public long waitNanos(long nowNanos) {
        long wait = Long.MAX_VALUE;
        if (!hasSlot()) {
            return wait;
        }
        for (StreamState stream : streams) {
            if (stream.inFlight() == null && stream.firstWaiting() != null) {
                wait = Math.min(wait, breakers.waitNanos(stream, nowNanos));
            } else if (stream.inFlight() == null && stream.firstLoaded() != null && hasSlotForBacklog()) {
                long replayNanos = backlog.rate().waitNanos(nowNanos);
                wait = Math.min(wait, Math.max(breakers.waitNanos(stream, nowNanos), replayNanos));
            }
        }
        return wait;
    }

    private boolean hasSlot() {
        return !senderIsStale && inFlight < PushSender.MAX_PUSHES;
    }

    /** The last slot is for live lines. */
    private boolean hasSlotForBacklog() {
        return inFlight < PushSender.MAX_PUSHES - 1;
    }

    private @Nullable StreamState next(long nowNanos) {
        if (!breakers.endpoint().admits(nowNanos)) {
            return null;
        }
        StreamState best = null;
        long bestRank = Long.MAX_VALUE;
        for (StreamState stream : streams) {
            if (stream.inFlight() == null && breakers.admits(stream, nowNanos)) {
                long rank = rank(stream, nowNanos);
                if (rank < bestRank) {
                    best = stream;
                    bestRank = rank;
                }
            }
        }
        return best;
    }

    /**
     * While all is well the oldest batch goes first, and any backlog after the live lines; while Loki fails the streams
     * take turns, so that none blocks all. {@link Long#MAX_VALUE} for a stream that has nothing to send.
     */
    private long rank(StreamState stream, long nowNanos) {
        Batch live = stream.firstWaiting();
        Batch old = stream.firstLoaded();
        if (old != null && !(hasSlotForBacklog() && backlog.rate().admits(nowNanos))) {
            old = null;
        }
        if (live == null && old == null) {
            return Long.MAX_VALUE;
        }
        if (breakers.endpoint().isFailing()) {
            return stream.lastPush();
        }
        return live != null ? live.number() : BACKLOG_RANK + (old == null ? 0 : old.number());
    }

    private void push(StreamState stream, long nowNanos) {
        if (stream.firstWaiting() == null) {
            backlog.advance(stream, nowNanos);
        }
        Batch batch = stream.depart(++pushes, nowNanos);
        inFlight++;
        Consumer<PushResponse> callback = callback(batch);
        breakers.onDeparture(batch);
        try {
            sender().push(stream.tenant().id(), batch.content().body(), callback);
        } catch (Throwable e) {
            // A missing class, a thread that cannot be started: without a response the stream would wait for ever.
            callback.accept(PushResponse.failed(e));
            throw e;
        }
    }

    private Consumer<PushResponse> callback(Batch batch) {
        AtomicBoolean isOver = new AtomicBoolean();
        return response -> {
            if (isOver.compareAndSet(false, true)) {
                returned.add(new Returned(batch, response));
                wakeUp.run();
            }
        };
    }

    private PushSender sender() {
        PushSender current = sender;
        if (current == null) {
            current = context.settings().senders().apply(context.reporter());
            sender = current;
        }
        return current;
    }

    /** Closes the sender; a later push creates a new one. Pushes in flight come back as failed. */
    public void closeSender() {
        PushSender current = sender;
        sender = null;
        senderIsStale = false;
        if (current != null) {
            current.close();
        }
    }
}
