package io.github.lokiline.client.internal.backlog;

import io.github.lokiline.client.internal.batch.ActiveStreams;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.push.CircuitBreakers;
import java.util.concurrent.TimeUnit;

/** Decides which batches leave memory for the disk, and when. Owned by the delivery thread. */
public final class Spiller {
    /** Longer than a limited rate makes a push wait. */
    private static final long MOMENT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PipelineContext context;
    private final ActiveStreams streams;
    private final CircuitBreakers breakers;
    private final SpoolBacklog backlog;
    private boolean isSaving;
    private long nowNanos;
    private boolean allHang;

    public Spiller(PipelineContext context, ActiveStreams streams, CircuitBreakers breakers, SpoolBacklog backlog) {
        this.context = context;
        this.streams = streams;
        this.breakers = breakers;
        this.backlog = backlog;
    }

    /** From now on everything goes to disk: the process ends, and nobody knows when. */
    public void save() {
        isSaving = true;
    }

    /** Begins a turn: which pushes hang changes only here. */
    public void observe(long turnNanos) {
        nowNanos = turnNanos;
        allHang = breakers.allHang(streams, turnNanos);
    }

    /** Returns nanoseconds until a push counts as hanging that did not at the last {@link #observe}. */
    public long waitNanos(long laterNanos) {
        long wait = Long.MAX_VALUE;
        for (StreamState stream : streams) {
            Batch flying = stream.inFlight();
            if (flying != null && !breakers.hangs().hangs(flying, nowNanos)) {
                wait = Math.min(wait, Math.max(0, breakers.hangs().waitNanos(flying, laterNanos)));
            }
        }
        return wait;
    }

    /**
     * Returns whether a stream's open batch is worth closing although it cannot be pushed now. While the disk is full it
     * is better left to grow in memory.
     */
    public boolean shouldSpill(StreamState stream) {
        return backlog.isWriting() && goesToDisk(stream);
    }

    /** Moves batches to disk that Loki does not take now, or not before those that are on disk already. */
    public void spill() {
        backlog.restore();
        for (StreamState stream : streams) {
            if (goesToDisk(stream)) {
                spill(stream);
            }
        }
    }

    private void spill(StreamState stream) {
        Batch flying = stream.inFlight();
        if (flying != null) {
            backlog.spillCopy(flying);
        }
        if (isHeldUpForAMoment(stream)) {
            stream.waiting().forEach(backlog::spillCopy);
        } else {
            stream.removeWaitingIf(batch -> leaves(stream, batch));
        }
    }

    /** A batch that is on disk as well leaves memory in an outage, but for the next attempt, and not past batches behind it. */
    private boolean leaves(StreamState stream, Batch batch) {
        if (!batch.isOnDisk()) {
            return backlog.spill(batch);
        }
        return breakers.endpoint().isFailing()
                && batch != stream.firstWaiting()
                && stream.firstLoaded() == null
                && backlog.leave(batch);
    }

    /**
     * Loki limits the rate, or a push hangs. Live lines that left memory now would queue up behind the whole backlog, which
     * most likely causes the limit: they are written to disk as well, but remain the next to be sent.
     */
    private boolean isHeldUpForAMoment(StreamState stream) {
        return !isSaving
                && !breakers.endpoint().isFailing()
                && !stream.tenant().breaker().isOpenFor(MOMENT_NANOS)
                && !stream.breaker().isOpenFor(MOMENT_NANOS)
                && !context.budget().isLow()
                && !backlog.goesFirst(stream);
    }

    private boolean goesToDisk(StreamState stream) {
        return isSaving
                || breakers.isFailing(stream)
                || context.budget().isLow()
                || isHeldUpByAHang(stream)
                || backlog.goesFirst(stream);
    }

    /** Nobody knows when a push that hangs ends: if the process is killed meanwhile, the next one has the entries. */
    private boolean isHeldUpByAHang(StreamState stream) {
        Batch flying = stream.inFlight();
        return flying == null ? allHang : breakers.hangs().hangs(flying, nowNanos);
    }
}
