package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.backlog.ReplayRateLimiter;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.Batcher;
import io.github.lokiline.client.internal.http.PushResponse;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Sends a batch again that Loki does not take now: when, and who has to wait with it. Owned by the worker. */
public final class RetryHandler {

    /** A gateway may ask for longer; nobody waits an hour for a log line because of one wrong header. */
    private static final long MAX_RETRY_AFTER_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long BLOCKED_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long MAX_BLOCKED_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int BLOCKED_DOUBLINGS = 4;

    /** So many times in a row a tenant's rate may be the reason; then it may be the size of the push. */
    private static final int MAX_THROTTLINGS = 3;

    private final CircuitBreakers gates;
    private final ExponentialBackoff backoff;
    private final RateLimitedReporter notices;
    private final StreamLimitFallback collapse;
    private final BatchSplitter replacement;
    private final Batcher batcher;
    private final ReplayRateLimiter drain;

    public RetryHandler(
            CircuitBreakers gates,
            ExponentialBackoff backoff,
            RateLimitedReporter notices,
            StreamLimitFallback collapse,
            BatchSplitter replacement,
            Batcher batcher,
            ReplayRateLimiter drain) {
        this.gates = gates;
        this.backoff = backoff;
        this.notices = notices;
        this.collapse = collapse;
        this.replacement = replacement;
        this.batcher = batcher;
        this.drain = drain;
    }

    /**
     * No number of plain 500s makes a batch suspect: while one ingester of a cluster is down, the streams that live on
     * it get them for as long as that takes.
     */
    void transientFailure(Batch batch, PushResponse response, long nowNanos) {
        notices.warn("transient", "Loki cannot take entries now, they wait: " + ResponseExcerpt.excerpt(response));
        again(gates.endpoint, batch, response, nowNanos, backoff.nanosAfter(gates.endpoint.failures()));
    }

    void throttled(Batch batch, PushResponse response, long nowNanos) {
        boolean ofStream = response.body().toLowerCase(Locale.ROOT).contains("per stream rate limit");
        CircuitBreaker gate = ofStream ? batch.stream.gate : batch.stream.tenant.gate;
        notices.warn("throttled", "Loki limits the rate, entries wait: " + ResponseExcerpt.excerpt(response));
        if (batch.origin != null) {
            drain.limited(nowNanos);
        }
        long own = backoff.nanosAfter(gate.failures());
        if (mayNeverFit(batch, response)) {
            batcher.shrinkBelow(batch);
            replacement.byHalves(batch);
            shut(gate, batch, response, nowNanos, own);
        } else {
            again(gate, batch, response, nowNanos, own);
        }
    }

    /**
     * A push above the tenant's burst is refused whatever the rate, for ever, and Loki does not say what its burst is.
     * The tenant's limit refuses whole pushes, so nothing of it is stored and halves are safe. A single entry waits on:
     * how could anybody tell a burst that is too small from a bucket that is never full enough?
     */
    private static boolean mayNeverFit(Batch batch, PushResponse response) {
        return response.body().contains("totaling '")
                && batch.entries > 1
                && batch.payload.entryBytes() > Batcher.MIN_BATCH_BYTES
                && ++batch.throttlings > MAX_THROTTLINGS;
    }

    void streamLimit(Batch batch, PushResponse response, long nowNanos) {
        notices.warn(
                "stream_limit",
                "Loki takes no more streams of this tenant (max_global_streams_per_user); "
                        + "entries wait, then go to a stream with fewer labels");
        Batch moved = collapse.after(++batch.stream.streamLimitAnswers, batch);
        if (moved == null) {
            again(batch.stream.gate, batch, response, nowNanos, SLOW_NANOS);
        } else {
            gates.open(batch);
            replacement.by(moved, batch);
        }
    }

    void blocked(Batch batch, PushResponse response, long nowNanos) {
        CircuitBreaker gate = batch.stream.tenant.gate;
        notices.warn("blocked", "Loki blocks ingestion, entries wait: " + ResponseExcerpt.excerpt(response));
        long pause = Math.min(MAX_BLOCKED_NANOS, BLOCKED_NANOS << Math.min(gate.failures(), BLOCKED_DOUBLINGS));
        slowly(gate, batch, response, nowNanos, pause);
    }

    /** Something has to be configured otherwise, here or there. */
    void misconfigured(CircuitBreaker gate, Batch batch, PushResponse response, long nowNanos) {
        notices.warn(
                "configuration_" + response.status(),
                "Loki cannot be used as configured, entries wait: " + ResponseExcerpt.excerpt(response)
                        + "; check url, tenantId and credentials");
        slowly(gate, batch, response, nowNanos, SLOW_NANOS + backoff.random().applyAsLong(SLOW_NANOS));
    }

    private static void slowly(CircuitBreaker gate, Batch batch, PushResponse response, long nowNanos, long ownNanos) {
        putBack(batch);
        gate.failed(batch.departedNanos, nowNanos, wait(response, ownNanos), true);
    }

    private static void again(CircuitBreaker gate, Batch batch, PushResponse response, long nowNanos, long ownNanos) {
        putBack(batch);
        shut(gate, batch, response, nowNanos, ownNanos);
    }

    private static void putBack(Batch batch) {
        batch.stream.waiting.addFirst(batch);
        batch.settled = true;
    }

    private static void shut(CircuitBreaker gate, Batch batch, PushResponse response, long nowNanos, long ownNanos) {
        boolean asked = response.retryAfterNanos() > 0;
        gate.failed(batch.departedNanos, nowNanos, wait(response, ownNanos), asked);
    }

    private static long wait(PushResponse response, long own) {
        long asked = Math.min(response.retryAfterNanos(), MAX_RETRY_AFTER_NANOS);
        return asked > 0 ? asked : own;
    }
}
