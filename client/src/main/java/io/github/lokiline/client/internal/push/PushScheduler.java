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
import java.util.concurrent.TimeUnit;
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

    /** The response to a push whose own one got lost. */
    private static final PushResponse OVERDUE = new PushResponse(0, "LostResponse", 0);

    /** A sender ends a push after {@code requestTimeout}; the margin is for a busy machine. */
    private static final long OVERDUE_MARGIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PipelineContext context;
    private final ActiveStreams streams;
    private final CircuitBreakers breakers;
    private final SpoolBacklog backlog;
    private final Runnable wakeUp;
    private final List<Flight> flights = new ArrayList<>(PushSender.MAX_PUSHES);
    /** Senders with former settings that still have pushes in flight. */
    private final List<PushSender> retired = new ArrayList<>();

    private @Nullable PushSender sender;
    private boolean isSenderSuspect;
    private long pushes;

    /**
     * A push from its departure until the delivery thread has handled its response. The response may arrive on any thread;
     * it is kept without allocating anything, because one that got lost would keep its stream waiting for ever.
     */
    public static final class Flight implements Consumer<PushResponse> {
        private final Batch batch;
        private final long overdueNanos;
        private final Runnable wakeUp;
        private final AtomicReference<@Nullable PushResponse> response = new AtomicReference<>();
        private @Nullable PushSender sender;

        Flight(Batch batch, long overdueNanos, Runnable wakeUp) {
            this.batch = batch;
            this.overdueNanos = overdueNanos;
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

        /** Ends the flight without a response once it is overdue; one that comes later has no effect. */
        boolean endIfOverdue(long nowNanos) {
            return nowNanos - overdueNanos >= 0 && response.compareAndSet(null, OVERDUE);
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
        if (isSenderSuspect) {
            isSenderSuspect = false;
            renewSender();
        }
        closeRetired();
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
        }
    }

    private void closeRetired() {
        for (int i = retired.size() - 1; i >= 0; i--) {
            PushSender former = retired.get(i);
            if (isIdle(former)) {
                retired.remove(i);
                former.close();
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // a sender is itself alone
    private boolean isIdle(PushSender former) {
        for (Flight flight : flights) {
            if (flight.sender == former) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the next push that has ended; its batch is no longer in flight. Null for none.
     *
     * <p>A push that is overdue has ended too: its response got lost, for example because the thread that brought it had no
     * memory, or is stuck. Nothing here needs memory, so that no batch is forgotten.
     */
    public @Nullable Flight poll(long nowNanos) {
        for (int i = 0; i < flights.size(); i++) {
            Flight flight = flights.get(i);
            if (flight.endIfOverdue(nowNanos)) {
                // What it waits for may keep a place in the sender for ever.
                isSenderSuspect = true;
            }
            if (flight.hasEnded()) {
                flights.remove(i--);
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
        for (Flight flight : flights) {
            wait = Math.min(wait, Math.max(0, flight.overdueNanos - nowNanos));
        }
        if (!hasSlot()) {
            return wait;
        }
        for (StreamState stream : streams) {
            Batch next = next(stream);
            if (next != null && !next.isFromDisk()) {
                wait = Math.min(wait, breakers.waitNanos(stream, nowNanos));
            } else if (next != null && hasSlotForBacklog()) {
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
            Batch next = next(stream);
            if (next != null && breakers.admits(stream, nowNanos)) {
                long rank = rank(next, nowNanos);
                if (rank < bestRank) {
                    best = stream;
                    bestRank = rank;
                }
            }
        }
        return best;
    }

    /**
     * While all is well the oldest batch goes first, and any backlog after the live lines, also what of it is sent again;
     * while Loki fails the streams take turns, so that none blocks all. {@link Long#MAX_VALUE} for a batch that has to wait.
     */
    private long rank(Batch batch, long nowNanos) {
        if (batch.isFromDisk() && !(hasSlotForBacklog() && backlog.rate().admits(nowNanos))) {
            return Long.MAX_VALUE;
        }
        if (breakers.endpoint().isFailing()) {
            return batch.stream().lastPush();
        }
        return batch.isFromDisk() ? BACKLOG_RANK + batch.number() : batch.number();
    }

    /** Returns the stream's next batch to be sent; null for none, and while one is in flight. */
    private static @Nullable Batch next(StreamState stream) {
        if (stream.inFlight() != null) {
            return null;
        }
        Batch waiting = stream.firstWaiting();
        return waiting == null ? stream.firstLoaded() : waiting;
    }

    private void push(StreamState stream, long nowNanos) {
        if (stream.firstWaiting() == null) {
            backlog.advance(stream);
        }
        long overdueNanos = nowNanos + context.config().requestTimeout().toNanos() + OVERDUE_MARGIN_NANOS;
        Flight flight = new Flight(Objects.requireNonNull(stream.firstWaiting()), overdueNanos, wakeUp);
        // From here on nothing needs memory until the push is on its way.
        stream.depart(++pushes, nowNanos);
        flights.add(flight);
        breakers.onDeparture(flight.batch);
        if (flight.batch.isFromDisk()) {
            backlog.rate().departed(flight.batch.content().entryBytes(), nowNanos);
        }
        try {
            PushSender current = sender();
            flight.sender = current;
            current.push(stream.tenant().id(), flight.batch.content().body(), flight);
        } catch (Throwable e) {
            // A missing class, a thread that cannot be started: without a response the stream would wait for ever.
            flight.accept(PushResponse.failed(e));
            throw e;
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
        try {
            if (current != null) {
                current.close();
            }
        } finally {
            while (!retired.isEmpty()) {
                retired.remove(retired.size() - 1).close();
            }
        }
    }
}
