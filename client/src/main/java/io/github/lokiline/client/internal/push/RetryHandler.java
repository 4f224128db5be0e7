package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.backlog.SpoolBacklog;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.Batcher;
import io.github.lokiline.client.internal.engine.PipelineContext;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Decides when a batch that Loki does not take now is sent again, and which other pushes wait with it. Owned by the
 * delivery thread.
 */
final class RetryHandler {
    /** A gateway may ask for longer; nobody waits an hour for a log line because of one wrong header. */
    private static final long MAX_RETRY_AFTER_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long BLOCKED_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long MAX_BLOCKED_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int BLOCKED_DOUBLINGS = 4;

    /** So many times the tenant's rate may be the reason; after that it may be the size of the push. */
    private static final int MAX_THROTTLINGS = 3;

    /** A link that is too thin for this is dead; smaller pushes would only be more. */
    private static final int MIN_TIMED_OUT_BYTES = 16 * 1024;

    private final PipelineContext context;
    private final RateLimitedReporter reporter;
    private final Batcher batcher;
    private final CircuitBreakers breakers;
    private final ExponentialBackoff backoff;
    private final SpoolBacklog backlog;
    private final LimitFallback limits;

    RetryHandler(
            PipelineContext context,
            Batcher batcher,
            CircuitBreakers breakers,
            ExponentialBackoff backoff,
            SpoolBacklog backlog,
            LimitFallback limits) {
        this.context = context;
        this.reporter = context.reporter();
        this.batcher = batcher;
        this.breakers = breakers;
        this.backoff = backoff;
        this.backlog = backlog;
        this.limits = limits;
    }

    /**
     * No number of plain 500s makes a batch suspect: while one ingester of a cluster is down, the streams that live on
     * it get them for as long as that takes.
     */
    PushDecision transientFailure(Batch batch, PushResponse response, long nowNanos) {
        reporter.warn("transient", "Loki cannot take entries now, they wait: " + described(response));
        CircuitBreaker endpoint = breakers.endpoint();
        PushDecision decision = PushDecision.REQUEUE;
        if (response.isTimeout()) {
            breakers.window().narrow();
            if (batch.entries() > 1 && batch.content().entryBytes() > MIN_TIMED_OUT_BYTES) {
                // A thin link cannot carry so much in time. Times are unique, so what Loki has stored is stored once.
                batcher.shrinkBelow(batch);
                decision = new PushDecision.Replace(batcher.halves(batch));
            }
        }
        retryAfter(endpoint, batch, response, nowNanos, backoff.nanosAfter(endpoint.failures()));
        return decision;
    }

    PushDecision throttled(Batch batch, PushResponse response, long nowNanos) {
        boolean ofStream = response.lowerCaseBody().contains("per stream rate limit");
        CircuitBreaker breaker =
                ofStream ? batch.stream().breaker() : batch.stream().tenant().breaker();
        reporter.warn("throttled", "Loki limits the rate, entries wait: " + ResponseExcerpt.excerpt(response));
        if (batch.isFromDisk()) {
            backlog.rate().limited(nowNanos);
        }
        long ownNanos = backoff.nanosAfter(breaker.failures());
        PushDecision decision = PushDecision.REQUEUE;
        if (mayNeverFit(batch, response, ofStream)) {
            batcher.shrinkBelow(batch);
            decision = new PushDecision.Replace(batcher.halves(batch));
        }
        retryAfter(breaker, batch, response, nowNanos, ownNanos);
        return decision;
    }

    /**
     * A push above the burst is refused whatever the rate, for ever, and Loki does not say what its burst is. The tenant's
     * limit refuses whole pushes; a stream's limit (with {@code shard_streams} off) stores the first entries, and the same
     * push again spends the burst on them again. Halves are safe for both: Loki knows an entry that it has. A single entry
     * waits on: a burst that is too small looks the same as a bucket that is never full enough.
     */
    private static boolean mayNeverFit(Batch batch, PushResponse response, boolean ofStream) {
        boolean isOfSize = ofStream
                || (response.lowerCaseBody().contains("totaling '")
                        && batch.content().entryBytes() > Batcher.MIN_BATCH_BYTES);
        return isOfSize && batch.entries() > 1 && batch.countThrottling() > MAX_THROTTLINGS;
    }

    PushDecision streamLimit(Batch batch, PushResponse response, long nowNanos) {
        reporter.warn(
                "stream_limit",
                "Loki takes no more streams of this tenant (max_global_streams_per_user); "
                        + "entries wait, then go to a stream that it has, with the other labels as structured metadata");
        Batch moved = limits.move(batch, batch.stream().countStreamLimit());
        if (moved == null) {
            retryAfter(batch.stream().breaker(), batch, response, nowNanos, SLOW_NANOS);
            return PushDecision.REQUEUE;
        }
        breakers.onSuccess(batch);
        return new PushDecision.Replace(List.of(moved));
    }

    PushDecision blocked(Batch batch, PushResponse response, long nowNanos) {
        CircuitBreaker breaker = batch.stream().tenant().breaker();
        reporter.warn("blocked", "Loki blocks ingestion, entries wait: " + ResponseExcerpt.excerpt(response));
        long pause = Math.min(MAX_BLOCKED_NANOS, BLOCKED_NANOS << Math.min(breaker.failures(), BLOCKED_DOUBLINGS));
        return retrySlowly(breaker, batch, response, nowNanos, pause);
    }

    /** The configuration has to change, here or on the server. */
    PushDecision misconfigured(CircuitBreaker breaker, Batch batch, PushResponse response, long nowNanos) {
        reporter.warn(
                "configuration_" + response.status(),
                "Loki cannot be used as configured, entries wait: " + described(response));
        return retrySlowly(breaker, batch, response, nowNanos, SLOW_NANOS + backoff.random(SLOW_NANOS));
    }

    private String described(PushResponse response) {
        return ConnectionAdvice.text(context.config().url(), response);
    }

    private static PushDecision retrySlowly(
            CircuitBreaker breaker, Batch batch, PushResponse response, long nowNanos, long ownNanos) {
        breaker.onError(batch.departedNanos(), nowNanos, wait(response, ownNanos), true);
        return PushDecision.REQUEUE;
    }

    private static void retryAfter(
            CircuitBreaker breaker, Batch batch, PushResponse response, long nowNanos, long ownNanos) {
        boolean asked = response.retryAfterNanos() > 0;
        breaker.onError(batch.departedNanos(), nowNanos, wait(response, ownNanos), asked);
    }

    private static long wait(PushResponse response, long ownNanos) {
        long asked = Math.min(response.retryAfterNanos(), MAX_RETRY_AFTER_NANOS);
        return asked > 0 ? asked : ownNanos;
    }
}
