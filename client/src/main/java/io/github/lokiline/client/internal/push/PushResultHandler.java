package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.backlog.SpoolBacklog;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.BatchBuffer;
import io.github.lokiline.client.internal.batch.Batcher;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.stats.PushStats;
import java.util.List;

/**
 * Decides what becomes of a batch once its push has an {@link PushOutcome}: counted, sent again, cut, or given up; and which
 * gates open or shut. Owned by the worker.
 */
public final class PushResultHandler {

    /** More than it takes to find one poisoned entry in the largest batch. */
    private static final int PATIENT_REFUSALS = 40;

    private final PipelineContext shared;
    private final Batcher batcher;
    private final CircuitBreakers gates;
    private final ExponentialBackoff backoff;
    private final RetryHandler retries;
    private final BatchSplitter replacement;
    private final SpoolBacklog backlog;

    public PushResultHandler(
            PipelineContext shared,
            Batcher batcher,
            CircuitBreakers gates,
            ExponentialBackoff backoff,
            RetryHandler retries,
            BatchSplitter replacement,
            SpoolBacklog backlog) {
        this.shared = shared;
        this.batcher = batcher;
        this.gates = gates;
        this.backoff = backoff;
        this.retries = retries;
        this.replacement = replacement;
        this.backlog = backlog;
    }

    public void settle(Batch batch, PushResponse response, long nowNanos) {
        PushOutcome outcome = PushOutcome.of(response);
        count(batch, outcome, response, nowNanos);
        switch (outcome) {
            case ACCEPTED -> deliver(batch, nowNanos);
            case PARTIAL -> refusePartly(batch, response);
            case TRANSIENT -> retries.transientFailure(batch, response, nowNanos);
            case THROTTLED -> retries.throttled(batch, response, nowNanos);
            case STREAM_LIMIT -> retries.streamLimit(batch, response, nowNanos);
            case BLOCKED -> retries.blocked(batch, response, nowNanos);
            case UNAUTHORIZED -> retries.misconfigured(batch.stream.tenant.gate, batch, response, nowNanos);
            case MISDIRECTED -> retries.misconfigured(gates.endpoint, batch, response, nowNanos);
            case METADATA_OFF -> resendWithoutMetadata(batch, response, nowNanos);
            case TOO_BIG -> {
                batcher.shrinkBelow(batch);
                splitOrGiveUp(batch, response, outcome, nowNanos);
            }
            case UNPARSABLE, POISONED, REFUSED -> splitOrGiveUp(batch, response, outcome, nowNanos);
        }
    }

    private void count(Batch batch, PushOutcome outcome, PushResponse response, long nowNanos) {
        PushStats pushes = shared.counters().pushes();
        pushes.answered(batch, outcome, nowNanos - batch.departedNanos);
        switch (outcome) {
            case ACCEPTED, PARTIAL -> pushes.succeeded(shared.time().epochMillis());
            case TRANSIENT -> pushes.repeat(response.mayBeStored() ? batch.entries : 0);
            default -> {}
        }
    }

    /** The batch is lost on our side. */
    public void drop(Batch batch, DropReason reason) {
        shared.counters().drop(reason, batch.entries);
        finish(batch);
    }

    /** As {@link #drop(Batch, DropReason)}, for entries that have not become a batch. */
    public void drop(BatchBuffer open, DropReason reason) {
        shared.counters().drop(reason, open.entries());
        shared.counters().settle(open.entries());
        shared.budget().giveBack(open.cost());
        open.clear();
    }

    private void deliver(Batch batch, long nowNanos) {
        shared.counters().deliver(batch.entries);
        finish(batch);
        if (batch.origin != null) {
            backlog.rate.accepted();
        }
        gates.open(batch);
        batcher.growAfter(batch);
        batch.stream.refusalsInARow = 0;
        batch.stream.streamLimitAnswers = 0;
        watchRate(batch, nowNanos);
    }

    private void watchRate(Batch batch, long nowNanos) {
        StreamRateMonitor rate = batch.stream.rate;
        boolean wasAbove = rate.isAbove();
        rate.delivered(batch.payload.entryBytes(), nowNanos);
        if (rate.isAbove() && !wasAbove) {
            shared.notices()
                    .warn(
                            "rate",
                            "a stream takes more than 1.5 MB/s: Loki splits it, and a 204 no longer proves that every"
                                    + " part is stored; give it a label that spreads it");
        }
    }

    private void refusePartly(Batch batch, PushResponse response) {
        List<PartialRejection> refusals = PartialRejection.read(response.body(), batch.entries);
        long refused = 0;
        for (PartialRejection refusal : refusals) {
            shared.counters().refuse(refusal.reason(), refusal.entries());
            refused += refusal.entries();
        }
        shared.counters().deliver(batch.entries - refused);
        if (refused == batch.entries && !refusals.isEmpty()) {
            // Of others Loki does not say which they are.
            shared.deadLetters().add(batch, refusals.get(0).reason());
        }
        finish(batch);
        batch.stream.refusalsInARow = 0;
        gates.open(batch);
        shared.notices()
                .warn(
                        "refused",
                        "Loki refused " + refused + " of " + batch.entries + " entries: "
                                + ResponseExcerpt.excerpt(response));
    }

    private void resendWithoutMetadata(Batch batch, PushResponse response, long nowNanos) {
        if (batch.payload.bare()) {
            // It has none and is refused for it all the same: asking again would never end.
            splitOrGiveUp(batch, response, PushOutcome.UNPARSABLE, nowNanos);
            return;
        }
        Batch bare = batcher.withoutMetadata(batch);
        gates.open(batch);
        replacement.by(bare, batch);
        if (!batch.stream.tenant.metadataOff) {
            batch.stream.tenant.metadataOff = true;
            shared.notices()
                    .warn(
                            "metadata_off",
                            "Loki takes no structured metadata (it needs schema v13 and"
                                    + " allow_structured_metadata): none is sent to this tenant until restart");
        }
    }

    private void splitOrGiveUp(Batch batch, PushResponse response, PushOutcome outcome, long nowNanos) {
        if (batch.entries == 1) {
            giveUp(batch, response, outcome);
        } else {
            replacement.byHalves(batch);
        }
        gates.open(batch);
        if (++batch.stream.refusalsInARow > PATIENT_REFUSALS) {
            // Not one bad entry but all: a proxy, a wrong port. Give the operator time before everything is given up.
            long wait = backoff.nanosAfter(batch.stream.refusalsInARow - PATIENT_REFUSALS);
            batch.stream.gate.failed(batch.departedNanos, nowNanos, wait, false);
        }
    }

    private void giveUp(Batch batch, PushResponse response, PushOutcome outcome) {
        String reason = switch (outcome) {
            case REFUSED -> "status_" + response.status();
            case TOO_BIG -> "too_big";
            default -> DropReason.POISON.word();
        };
        if (reason.equals(DropReason.POISON.word())) {
            drop(batch, DropReason.POISON);
        } else {
            shared.counters().refuse(reason, batch.entries);
            finish(batch);
        }
        shared.deadLetters().add(batch, reason);
        shared.notices()
                .warn("poison", "Loki refuses an entry for good, it is lost: " + ResponseExcerpt.excerpt(response));
    }

    private void finish(Batch batch) {
        batch.settled = true;
        shared.counters().settle(batch.entries);
        shared.budget().giveBack(batch.cost());
        backlog.settled(batch);
    }
}
