package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.internal.backlog.SpoolBacklog;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.Batcher;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.stats.PushStats;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.util.List;

/**
 * Decides by the response to its push what becomes of a batch, and which circuit breakers open or close. Owned by the
 * delivery thread.
 */
public final class PushResultHandler {
    /** More than it takes to find one poisoned entry in the largest batch. */
    private static final int PATIENT_REJECTIONS = 40;

    private final PipelineContext context;
    private final RateLimitedReporter reporter;
    private final Batcher batcher;
    private final CircuitBreakers breakers;
    private final ExponentialBackoff backoff;
    private final RetryHandler retries;
    private final LimitFallback limits;
    private final SpoolBacklog backlog;
    private final DeadLetterSink deadLetters;

    public PushResultHandler(PipelineContext context, Batcher batcher, CircuitBreakers breakers, SpoolBacklog backlog) {
        this.context = context;
        this.reporter = context.reporter();
        this.batcher = batcher;
        this.breakers = breakers;
        this.backlog = backlog;
        this.backoff = new ExponentialBackoff(context);
        this.limits = new LimitFallback(context, batcher);
        this.retries = new RetryHandler(context, batcher, breakers, backoff, backlog, limits);
        this.deadLetters = new DeadLetterSink(context);
    }

    /** Reports a dead letter file that cannot be written before it is needed. */
    public void openDeadLetters() {
        deadLetters.open();
    }

    /** Returns what becomes of {@code batch} after {@code response}. */
    public PushDecision decide(Batch batch, PushResponse response, long nowNanos) {
        PushOutcome outcome = PushOutcome.of(response);
        count(batch, outcome, response, nowNanos);
        return switch (outcome) {
            case ACCEPTED -> delivered(batch, nowNanos);
            case PARTIAL -> partlyRefused(batch, response);
            case TRANSIENT -> retries.transientFailure(batch, response, nowNanos);
            case THROTTLED -> retries.throttled(batch, response, nowNanos);
            case STREAM_LIMIT -> retries.streamLimit(batch, response, nowNanos);
            case BLOCKED -> retries.blocked(batch, response, nowNanos);
            case UNAUTHORIZED -> retries.misconfigured(batch.stream().tenant().breaker(), batch, response, nowNanos);
            case NOT_LOKI -> retries.misconfigured(breakers.endpoint(), batch, response, nowNanos);
            case METADATA_OFF -> resendWithoutMetadata(batch, response, nowNanos);
            case TOO_BIG -> {
                batcher.shrinkBelow(batch);
                yield splitOrGiveUp(batch, response, outcome, nowNanos);
            }
            case UNPARSABLE, POISONED -> splitOrGiveUp(batch, response, outcome, nowNanos);
        };
    }

    private void count(Batch batch, PushOutcome outcome, PushResponse response, long nowNanos) {
        PushStats pushes = context.counters().pushes();
        pushes.answered(batch, outcome, nowNanos - batch.departedNanos());
        if (response.status() > 0) {
            breakers.hangs().responded(nowNanos - batch.departedNanos());
            context.expiryClock().responded(response.serverEpochMillis());
        }
        switch (outcome) {
            case ACCEPTED, PARTIAL -> pushes.succeeded(context.clock().epochMillis());
            case TRANSIENT -> pushes.repeat(response.mayBeStored() ? batch.entries() : 0);
            default -> {}
        }
    }

    private PushDecision delivered(Batch batch, long nowNanos) {
        if (batch.isFromDisk()) {
            backlog.rate().accepted();
        }
        breakers.onSuccess(batch);
        batcher.growAfter(batch);
        batch.stream().accepted();
        if (batch.stream().rate().delivered(batch.content().entryBytes(), nowNanos)) {
            reporter.warn(
                    "rate",
                    "a stream takes more than 1.5 MB/s: Loki splits it, and a 204 no longer proves that every"
                            + " part is stored; give it a label that spreads it");
        }
        return PushDecision.delivered(batch);
    }

    private PushDecision partlyRefused(Batch batch, PushResponse response) {
        Batch adapted = limits.adapt(batch, response);
        if (adapted != null) {
            breakers.onSuccess(batch);
            return new PushDecision.Replace(List.of(adapted));
        }
        List<PartialRejection> rejections = PartialRejection.read(response.body(), batch.entries());
        long refused = rejections.stream().mapToLong(PartialRejection::entries).sum();
        if (refused == batch.entries() && !rejections.isEmpty()) {
            // Otherwise Loki does not say which entries they are.
            deadLetters.add(batch, rejections.get(0).reason());
        }
        batch.stream().accepted();
        breakers.onSuccess(batch);
        reporter.warn(
                "refused",
                "Loki refused " + refused + " of " + batch.entries() + " entries: "
                        + ResponseExcerpt.excerpt(response));
        return new PushDecision.Done(batch.entries() - refused, rejections);
    }

    private PushDecision resendWithoutMetadata(Batch batch, PushResponse response, long nowNanos) {
        if (batch.content().bare()) {
            // It has none and is refused for it all the same: asking again would never end.
            return splitOrGiveUp(batch, response, PushOutcome.UNPARSABLE, nowNanos);
        }
        PushDecision decision = new PushDecision.Replace(List.of(batcher.withoutMetadata(batch)));
        breakers.onSuccess(batch);
        if (batch.stream().tenant().turnMetadataOff()) {
            reporter.warn(
                    "metadata_off",
                    "Loki takes no structured metadata (it needs schema v13 and"
                            + " allow_structured_metadata): none is sent to this tenant until restart");
        }
        return decision;
    }

    private PushDecision splitOrGiveUp(Batch batch, PushResponse response, PushOutcome outcome, long nowNanos) {
        PushDecision decision = batch.entries() == 1
                ? giveUp(batch, response, outcome)
                : new PushDecision.Replace(batcher.halves(batch));
        breakers.onSuccess(batch);
        StreamState stream = batch.stream();
        int rejections = stream.countRejection();
        if (rejections > PATIENT_REJECTIONS) {
            // Not one bad entry but all: a proxy, a wrong port. Give the operator time before everything is given up.
            long wait = backoff.nanosAfter(rejections - PATIENT_REJECTIONS);
            stream.breaker().onError(batch.departedNanos(), nowNanos, wait, false);
        }
        return decision;
    }

    private PushDecision giveUp(Batch batch, PushResponse response, PushOutcome outcome) {
        boolean isTooBig = outcome == PushOutcome.TOO_BIG;
        String reason = isTooBig ? "too_big" : DropReason.POISON.word();
        deadLetters.add(batch, reason);
        reporter.warn("poison", "Loki refuses an entry for good, it is lost: " + ResponseExcerpt.excerpt(response));
        return isTooBig ? PushDecision.refused(batch, reason) : new PushDecision.Drop(DropReason.POISON);
    }
}
