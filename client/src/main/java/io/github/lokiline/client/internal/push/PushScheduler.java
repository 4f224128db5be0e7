package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.backlog.SpoolBacklog;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.http.PushSender;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends waiting batches, up to four at a time and one per stream, whenever the gates of endpoint, tenant and stream let
 * them. Owned by the worker; answers come back to it through {@code answers}.
 */
public final class PushScheduler {

    /** Behind every live batch. */
    private static final long BACKLOG_RANK = Long.MAX_VALUE / 2;

    private final Set<StreamState> streams;
    private final CircuitBreakers gates;
    private final SpoolBacklog backlog;
    private final BiConsumer<Batch, PushResponse> answers;
    private final Supplier<PushSender> senders;
    private @Nullable PushSender sender;
    private int inFlight;
    private long pushes;

    /**
     * Creates a scheduler.
     *
     * @param streams the streams that have something to send
     * @param senders makes a sender, at first and again after a mistake in one
     * @param answers takes an answer to the worker; called on any thread
     */
    public PushScheduler(
            Set<StreamState> streams,
            CircuitBreakers gates,
            SpoolBacklog backlog,
            Supplier<PushSender> senders,
            BiConsumer<Batch, PushResponse> answers) {
        this.streams = streams;
        this.gates = gates;
        this.backlog = backlog;
        this.senders = senders;
        this.answers = answers;
    }

    /** Sends what may go now. */
    public void dispatch(long nowNanos) {
        while (inFlight < PushSender.MAX_PUSHES) {
            StreamState next = next(nowNanos);
            if (next == null) {
                return;
            }
            push(next, nowNanos);
        }
    }

    /** The worker has the answer to {@code batch}, which is no longer in flight. */
    public void returned(Batch batch) {
        inFlight--;
        batch.stream.inFlight = null;
        gates.returned(batch);
    }

    /** Nanoseconds until time alone lets a batch go that waits now. */
    public long waitNanos(long nowNanos) {
        long wait = Long.MAX_VALUE;
        if (inFlight >= PushSender.MAX_PUSHES) {
            return wait;
        }
        for (StreamState stream : streams) {
            if (stream.inFlight == null && !stream.waiting.isEmpty()) {
                wait = Math.min(wait, gates.waitNanos(stream, nowNanos));
            } else if (stream.inFlight == null && !stream.backlog.isEmpty() && hasSlotForBacklog()) {
                wait = Math.min(wait, Math.max(gates.waitNanos(stream, nowNanos), backlog.rate.waitNanos(nowNanos)));
            }
        }
        return wait;
    }

    /** The last slot is for live lines. */
    private boolean hasSlotForBacklog() {
        return inFlight < PushSender.MAX_PUSHES - 1;
    }

    private @Nullable StreamState next(long nowNanos) {
        if (!gates.endpoint.admits(nowNanos)) {
            return null;
        }
        boolean backlogMayGo = hasSlotForBacklog() && backlog.rate.admits(nowNanos);
        StreamState best = null;
        long bestRank = Long.MAX_VALUE;
        for (StreamState stream : streams) {
            if (stream.inFlight == null && gates.admit(stream, nowNanos)) {
                long rank = rank(stream, backlogMayGo);
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
     * take turns, lest one wedge all. {@link Long#MAX_VALUE} for a stream that has nothing to send.
     */
    private long rank(StreamState stream, boolean backlogMayGo) {
        Batch live = stream.waiting.peekFirst();
        Batch old = backlogMayGo ? stream.backlog.peekFirst() : null;
        if (live == null && old == null) {
            return Long.MAX_VALUE;
        }
        if (gates.endpoint.isFailing()) {
            return stream.lastPush;
        }
        return live != null ? live.number : BACKLOG_RANK + (old == null ? 0 : old.number);
    }

    private void push(StreamState stream, long nowNanos) {
        if (stream.waiting.isEmpty()) {
            backlog.advance(stream, nowNanos);
        }
        Consumer<PushResponse> answer = once(stream.waiting.getFirst());
        Batch batch = stream.waiting.removeFirst();
        stream.inFlight = batch;
        stream.lastPush = ++pushes;
        batch.departedNanos = nowNanos;
        inFlight++;
        gates.depart(batch);
        try {
            sender().push(stream.tenant.id, batch.payload.body(), answer);
        } catch (Throwable e) {
            // A class that is missing, a thread that cannot be started: without an answer the stream would wait for
            // ever.
            answer.accept(PushResponse.failed(e));
            throw e;
        }
    }

    private Consumer<PushResponse> once(Batch batch) {
        AtomicBoolean answered = new AtomicBoolean();
        return response -> {
            if (answered.compareAndSet(false, true)) {
                answers.accept(batch, response);
            }
        };
    }

    private PushSender sender() {
        PushSender current = sender;
        if (current == null) {
            current = senders.get();
            sender = current;
        }
        return current;
    }

    /** Ends the sender; a later push makes a new one. What was in flight comes back as failed. */
    public void closeSender() {
        PushSender current = sender;
        sender = null;
        if (current != null) {
            current.close();
        }
    }
}
