package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.backlog.SpoolBacklog;
import io.github.lokiline.client.internal.batch.ActiveStreams;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.http.PushSender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends waiting batches, up to four at a time and one per stream, whenever the circuit breakers of endpoint, tenant and
 * stream let them. Owned by the delivery thread; responses may arrive on any thread and wait for it.
 */
public final class PushScheduler {

    /** Behind every live batch. */
    private static final long BACKLOG_RANK = Long.MAX_VALUE / 2;

    /** Made once: a failure may leave no memory for another. */
    private static final PushResponse FAILED = PushResponse.failed(new OutOfMemoryError());

    private final PipelineContext context;
    private final ActiveStreams streams;
    private final CircuitBreakers breakers;
    private final SpoolBacklog backlog;
    private final Runnable wakeUp;
    private final List<Flight> flights = new ArrayList<>(PushSender.MAX_PUSHES);
    /** Senders with former settings that still have pushes in flight. */
    private final List<PushSender> retired = new ArrayList<>();

    private @Nullable PushSender sender;
    private long pushes;

    /**
     * A push from its departure until the delivery thread has handled its response. The response may arrive on any thread;
     * it is kept without allocating anything, because one that got lost would keep its stream waiting for ever.
     */
    public static final class Flight implements Consumer<PushResponse> {

        private final Batch batch;
        private final Runnable wakeUp;
        private final AtomicReference<@Nullable PushResponse> response = new AtomicReference<>();
        private @Nullable PushSender sender;

        Flight(Batch batch, Runnable wakeUp) {
            this.batch = batch;
            this.wakeUp = wakeUp;
        }

        @Override
        public void accept(PushResponse first) {
            if (response.compareAndSet(null, first)) {
                wakeUp.run();
            }
        }

        public Batch batch() {
            return batch;
        }

        /** Returns the response; called only for a flight that has ended. */
        public PushResponse response() {
            return Objects.requireNonNull(response.get());
        }

        boolean hasEnded() {
            return response.get() != null;
        }
    }

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
        while (hasSlot()) {
            StreamState next = next(nowNanos);
            if (next == null) {
                return;
            }
            push(next, nowNanos);
        }
    }

    /** The next pushes go through a sender with the current settings; those in flight end with the former one. */
    public void renewSender() {
        PushSender former = sender;
        sender = null;
        if (former != null) {
            retired.add(former);
            closeRetired();
        }
    }

    private void closeRetired() {
        retired.removeIf(former -> {
            boolean isIdle = flights.stream().noneMatch(flight -> flight.sender == former);
            if (isIdle) {
                former.close();
            }
            return isIdle;
        });
    }

    /** Returns the next push that has ended; its batch is no longer in flight. Null for none. */
    public @Nullable Flight poll() {
        for (int i = 0; i < flights.size(); i++) {
            Flight flight = flights.get(i);
            if (flight.hasEnded()) {
                flights.remove(i--);
                if (!retired.isEmpty()) {
                    closeRetired();
                }
                if (flight.batch.stream().arrive(flight.batch)) {
                    breakers.onReturn(flight.batch);
                    return flight;
                }
            }
        }
        return null;
    }

    public boolean hasReturned() {
        for (Flight flight : flights) {
            if (flight.hasEnded()) {
                return true;
            }
        }
        return false;
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
        return breakers.window().admits(flights.size());
    }

    private boolean hasSlotForBacklog() {
        return breakers.window().admitsBacklog(flights.size());
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
        Flight flight = new Flight(Objects.requireNonNull(stream.firstWaiting()), wakeUp);
        // From here on nothing needs memory until the push is on its way.
        stream.depart(++pushes, nowNanos);
        flights.add(flight);
        breakers.onDeparture(flight.batch);
        try {
            PushSender current = sender();
            flight.sender = current;
            current.push(stream.tenant().id(), flight.batch.content().body(), flight);
        } catch (Throwable e) {
            // A missing class, a thread that cannot be started: without a response the stream would wait for ever.
            flight.accept(failed(e));
            throw e;
        }
    }

    private static PushResponse failed(Throwable error) {
        try {
            return PushResponse.failed(error);
        } catch (Throwable noMemory) {
            return FAILED;
        }
    }

    private PushSender sender() {
        PushSender current = sender;
        if (current == null) {
            current = context.settings().senders().apply(context.reporter());
            sender = current;
        }
        return current;
    }

    /** Closes the senders; a later push creates a new one. Pushes in flight come back as failed. */
    public void closeSender() {
        PushSender current = sender;
        sender = null;
        if (current != null) {
            current.close();
        }
        retired.forEach(PushSender::close);
        retired.clear();
    }
}
