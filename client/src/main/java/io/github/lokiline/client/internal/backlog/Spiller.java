package io.github.lokiline.client.internal.backlog;

import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import io.github.lokiline.client.internal.push.CircuitBreakers;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Decides which batches leave memory for the disk, and when. Owned by the worker. */
public final class Spiller {

    /** Longer than a limited rate makes anybody wait. */
    private static final long MOMENT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PipelineContext shared;
    private final Set<StreamState> busy;
    private final CircuitBreakers gates;
    private final SpoolBacklog backlog;
    private boolean isSaving;

    public Spiller(PipelineContext shared, Set<StreamState> busy, CircuitBreakers gates, SpoolBacklog backlog) {
        this.shared = shared;
        this.busy = busy;
        this.gates = gates;
        this.backlog = backlog;
    }

    /** From now on everything goes to disk: the process ends, and nobody knows when. */
    public void save() {
        isSaving = true;
    }

    /**
     * Whether a stream's open batch is worth closing although it cannot be pushed now. While the disk is full it had
     * better grow in memory.
     */
    public boolean takesAtOnce(StreamState stream) {
        return backlog.isWriting() && goesToDisk(stream);
    }

    /** Moves batches that Loki does not take now, or not before what is on disk already. */
    public void spill() {
        if (backlog.isOn()) {
            for (StreamState stream : busy) {
                if (goesToDisk(stream)) {
                    spill(stream);
                }
            }
        }
    }

    private void spill(StreamState stream) {
        if (stream.inFlight != null) {
            backlog.secure(stream.inFlight);
        }
        if (isHeldUpForAMoment(stream)) {
            stream.waiting.forEach(backlog::secure);
            return;
        }
        for (Iterator<Batch> all = stream.waiting.iterator(); all.hasNext(); ) {
            Batch batch = all.next();
            if (batch.origin == null && backlog.spill(batch)) {
                all.remove();
            }
        }
    }

    /**
     * Loki limits the rate. Live lines that left memory now would stand behind all of the backlog, which most likely is the
     * reason for it: they go to disk as well, but stay the next to leave.
     */
    private boolean isHeldUpForAMoment(StreamState stream) {
        return !isSaving
                && !gates.endpoint.isFailing()
                && !stream.tenant.gate.isShutFor(MOMENT_NANOS)
                && !stream.gate.isShutFor(MOMENT_NANOS)
                && !memoryIsLow()
                && !backlog.goesFirst(stream);
    }

    private boolean memoryIsLow() {
        MemoryBudget budget = shared.budget();
        return budget.usedBytes() > budget.maxBytes() / 2;
    }

    private boolean goesToDisk(StreamState stream) {
        return isSaving || gates.isFailing(stream) || memoryIsLow() || backlog.goesFirst(stream);
    }
}
