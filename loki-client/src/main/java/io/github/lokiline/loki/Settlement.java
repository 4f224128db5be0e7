package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.http.Response;
import io.github.lokiline.loki.internal.wire.PushBody;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Decides what becomes of a batch once its push has an {@link Outcome}: counted, sent again, cut, or given up; and which
 * gates open or shut. Owned by the worker.
 */
final class Settlement {

    /** A gateway may ask for longer; nobody waits an hour for a log line because of one wrong header. */
    private static final long MAX_RETRY_AFTER_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long BLOCKED_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int BLOCKED_DOUBLINGS = 3;

    /** So many times in a row a tenant's rate may be the reason; then it may be the size of the push. */
    private static final int MAX_THROTTLINGS = 3;

    /** More than it takes to find one poisoned entry in the largest batch. */
    private static final int PATIENT_REFUSALS = 40;

    private final Counters counters;
    private final ByteBudget budget;
    private final Batcher batcher;
    private final Gate endpoint;
    private final Backoff backoff;
    private final Notices notices;
    private final StreamCollapse collapse;
    private final Backlog backlog;
    private final Set<Stream> busy;

    /** @param busy the streams that have something to send; one is added when a batch moves there */
    Settlement(
            Shared shared,
            Batcher batcher,
            Gate endpoint,
            Backoff backoff,
            StreamCollapse collapse,
            Backlog backlog,
            Set<Stream> busy) {
        this.counters = shared.counters();
        this.budget = shared.budget();
        this.notices = shared.notices();
        this.batcher = batcher;
        this.endpoint = endpoint;
        this.backoff = backoff;
        this.collapse = collapse;
        this.backlog = backlog;
        this.busy = busy;
    }

    void settle(Batch batch, Response response, long nowNanos) {
        Outcome outcome = Outcome.of(response);
        switch (outcome) {
            case ACCEPTED -> deliver(batch, nowNanos);
            case PARTIAL -> refusePartly(batch, response);
            case TRANSIENT -> transientFailure(batch, response, nowNanos);
            case THROTTLED -> throttle(batch, response, nowNanos);
            case STREAM_LIMIT -> streamLimit(batch, nowNanos);
            case BLOCKED -> blocked(batch, response, nowNanos);
            case UNAUTHORIZED -> retrySlowly(batch.stream.tenant.gate, batch, response, nowNanos);
            case MISDIRECTED -> retrySlowly(endpoint, batch, response, nowNanos);
            case METADATA_OFF -> resendWithoutMetadata(batch, response, nowNanos);
            case TOO_BIG -> {
                batcher.shrinkBelow(batch);
                splitOrGiveUp(batch, response, outcome, nowNanos);
            }
            case UNPARSABLE, POISONED, REFUSED -> splitOrGiveUp(batch, response, outcome, nowNanos);
        }
    }

    /** The batch is lost on our side. */
    void drop(Batch batch, DropReason reason) {
        counters.drop(reason, batch.entries);
        finish(batch);
    }

    /** As {@link #drop(Batch, DropReason)}, for entries that have not become a batch. */
    void drop(OpenBatch open, DropReason reason) {
        counters.drop(reason, open.entries());
        counters.settle(open.entries());
        budget.giveBack(open.cost());
        open.clear();
    }

    private void deliver(Batch batch, long nowNanos) {
        counters.deliver(batch.entries);
        finish(batch);
        if (batch.origin != null) {
            backlog.rate.accepted();
        }
        batch.stream.refusalsInARow = 0;
        open(batch);
        batch.stream.streamLimitAnswers = 0;
        if (batch.stream.rate.isAbove(batch.payload.entryBytes(), nowNanos)) {
            notices.warn(
                    "rate",
                    "a stream takes more than 1.5 MB/s: Loki splits it, and a 204 no longer proves that every"
                            + " part is stored; give it a label that spreads it");
        }
    }

    private void refusePartly(Batch batch, Response response) {
        List<Refusal> refusals = Refusal.read(response.body(), batch.entries);
        String text = ServerText.excerpt(response);
        long refused = 0;
        for (Refusal refusal : refusals) {
            counters.refuse(refusal.reason(), refusal.entries());
            refused += refusal.entries();
        }
        counters.deliver(batch.entries - refused);
        finish(batch);
        batch.stream.refusalsInARow = 0;
        open(batch);
        notices.warn("refused", "Loki refused " + refused + " of " + batch.entries + " entries: " + text);
    }

    /**
     * No number of plain 500s makes a batch suspect: while one ingester of a cluster is down, the streams that live on
     * it get them for as long as that takes.
     */
    private void transientFailure(Batch batch, Response response, long nowNanos) {
        notices.warn("transient", "Loki cannot take entries now, they wait: " + ServerText.excerpt(response));
        retry(endpoint, batch, nowNanos, wait(response, backoff.nanosAfter(endpoint.failures())));
    }

    private void throttle(Batch batch, Response response, long nowNanos) {
        if (mayNeverFit(batch, response)) {
            batcher.shrinkBelow(batch);
            split(batch);
            batch.stream.tenant.gate.failed(batch.departedNanos, nowNanos, wait(response, backoff.nanosAfter(0)));
            return;
        }
        boolean stream = response.body().toLowerCase(Locale.ROOT).contains("per stream rate limit");
        Gate gate = stream ? batch.stream.gate : batch.stream.tenant.gate;
        if (batch.origin != null) {
            backlog.rate.limited(nowNanos);
        }
        notices.warn("throttled", "Loki limits the rate, entries wait: " + ServerText.excerpt(response));
        retry(gate, batch, nowNanos, wait(response, backoff.nanosAfter(gate.failures())));
    }

    /**
     * A push above the tenant's burst is refused whatever the rate, for ever, and Loki does not say what its burst is.
     * The tenant's limit refuses whole pushes, so nothing of it is stored and halves are safe.
     */
    private static boolean mayNeverFit(Batch batch, Response response) {
        return response.body().contains("totaling '")
                && batch.entries > 1
                && batch.payload.entryBytes() > Batcher.MIN_BATCH_BYTES
                && ++batch.throttlings > MAX_THROTTLINGS;
    }

    private void streamLimit(Batch batch, long nowNanos) {
        notices.warn(
                "stream_limit",
                "Loki takes no more streams of this tenant (max_global_streams_per_user); "
                        + "entries wait, then go to a stream with fewer labels");
        Batch moved = collapse.after(++batch.stream.streamLimitAnswers, batch);
        if (moved == null) {
            retry(batch.stream.gate, batch, nowNanos, SLOW_NANOS);
        } else {
            open(batch);
            replace(batch, moved);
        }
    }

    private void blocked(Batch batch, Response response, long nowNanos) {
        Gate gate = batch.stream.tenant.gate;
        notices.warn("blocked", "Loki blocks ingestion, entries wait: " + ServerText.excerpt(response));
        retry(gate, batch, nowNanos, BLOCKED_NANOS << Math.min(gate.failures(), BLOCKED_DOUBLINGS));
    }

    private void retrySlowly(Gate gate, Batch batch, Response response, long nowNanos) {
        notices.warn(
                "configuration",
                "Loki cannot be used as configured, entries wait: " + ServerText.excerpt(response)
                        + "; check url, tenantId and credentials");
        long jittered = SLOW_NANOS + backoff.random().applyAsLong(SLOW_NANOS);
        retry(gate, batch, nowNanos, wait(response, jittered));
    }

    private void resendWithoutMetadata(Batch batch, Response response, long nowNanos) {
        if (batch.payload.bare()) {
            // It has none and is refused for it all the same: asking again would never end.
            splitOrGiveUp(batch, response, Outcome.UNPARSABLE, nowNanos);
            return;
        }
        Batch bare = batcher.withoutMetadata(batch);
        batch.stream.tenant.metadataOff = true;
        open(batch);
        replace(batch, bare);
        notices.warn(
                "metadata_off",
                "Loki takes no structured metadata (it needs schema v13 and"
                        + " allow_structured_metadata): none is sent to this tenant until restart");
    }

    private void splitOrGiveUp(Batch batch, Response response, Outcome outcome, long nowNanos) {
        boolean single = batch.entries == 1;
        if (single) {
            giveUp(batch, response, outcome);
        } else {
            split(batch);
        }
        open(batch);
        if (++batch.stream.refusalsInARow > PATIENT_REFUSALS) {
            // Not one bad entry but all: a proxy, a wrong port. Give the operator time before everything is given up.
            long wait = backoff.nanosAfter(batch.stream.refusalsInARow - PATIENT_REFUSALS);
            batch.stream.gate.failed(batch.departedNanos, nowNanos, wait);
        }
    }

    /** Nothing of the batch is stored: its halves go again, until the entry Loki cannot take is alone. */
    private void split(Batch batch) {
        List<byte[]> entries = PushBody.entries(batch.payload.body());
        int half = entries.size() / 2;
        Batch second =
                batcher.rebuild(batch, batch.stream, entries.subList(half, entries.size()), batch.payload.bare());
        Batch first = batcher.rebuild(batch, batch.stream, entries.subList(0, half), batch.payload.bare());
        batch.stream.waiting.addFirst(second);
        batch.stream.waiting.addFirst(first);
        batch.settled = true;
        budget.take(first.cost() + second.cost());
        budget.giveBack(batch.cost());
    }

    private void giveUp(Batch batch, Response response, Outcome outcome) {
        String text = ServerText.excerpt(response);
        if (outcome == Outcome.REFUSED) {
            counters.refuse("status_" + response.status(), batch.entries);
            finish(batch);
        } else if (outcome == Outcome.TOO_BIG) {
            counters.refuse("too_big", batch.entries);
            finish(batch);
        } else {
            drop(batch, DropReason.POISON);
        }
        notices.warn("poison", "Loki refuses an entry for good, it is lost: " + text);
    }

    private void retry(Gate gate, Batch batch, long nowNanos, long waitNanos) {
        batch.stream.waiting.addFirst(batch);
        batch.settled = true;
        gate.failed(batch.departedNanos, nowNanos, waitNanos);
    }

    private void replace(Batch before, Batch after) {
        busy.add(after.stream);
        after.stream.busy = true;
        after.stream.waiting.addFirst(after);
        before.settled = true;
        budget.take(after.cost());
        budget.giveBack(before.cost());
    }

    /** Whatever Loki said of this batch, it is there and listens. */
    private void open(Batch batch) {
        boolean recovered = endpoint.isFailing();
        endpoint.succeeded();
        batch.stream.tenant.gate.succeeded();
        batch.stream.gate.succeeded();
        if (recovered) {
            notices.info("recovered", "Loki answers again");
        }
    }

    private void finish(Batch batch) {
        batch.settled = true;
        counters.settle(batch.entries);
        budget.giveBack(batch.cost());
        backlog.settled(batch);
    }

    private static long wait(Response response, long own) {
        long asked = Math.min(response.retryAfterNanos(), MAX_RETRY_AFTER_NANOS);
        return asked > 0 ? asked : own;
    }
}
