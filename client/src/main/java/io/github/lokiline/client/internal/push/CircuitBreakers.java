package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;

/** The three gates that a push has to pass: its endpoint's, its tenant's, its stream's. Owned by the worker. */
public final class CircuitBreakers {

    public final CircuitBreaker endpoint = new CircuitBreaker();
    private final RateLimitedReporter notices;

    public CircuitBreakers(RateLimitedReporter notices) {
        this.notices = notices;
    }

    /** Whether a push of this stream may leave at {@code nowNanos}, as far as gates decide it. */
    boolean admit(StreamState stream, long nowNanos) {
        return stream.gate.admits(nowNanos) && stream.tenant.gate.admits(nowNanos) && endpoint.admits(nowNanos);
    }

    /** Nanoseconds until time alone lets a push of this stream leave; 0 for now. */
    long waitNanos(StreamState stream, long nowNanos) {
        return Math.max(
                wait(endpoint, nowNanos), Math.max(wait(stream.tenant.gate, nowNanos), wait(stream.gate, nowNanos)));
    }

    private static long wait(CircuitBreaker gate, long nowNanos) {
        return gate.admits(nowNanos) ? 0 : gate.waitNanos(nowNanos);
    }

    void depart(Batch batch) {
        endpoint.depart(batch);
        batch.stream.tenant.gate.depart(batch);
        batch.stream.gate.depart(batch);
    }

    void returned(Batch batch) {
        batch.stream.gate.returned(batch);
        batch.stream.tenant.gate.returned(batch);
        endpoint.returned(batch);
    }

    /** Whether pushes of this stream were turned back last. */
    public boolean isFailing(StreamState stream) {
        return endpoint.isFailing() || stream.tenant.gate.isFailing() || stream.gate.isFailing();
    }

    /** Whatever Loki said of this batch, it is there and listens. */
    void open(Batch batch) {
        boolean recovered = endpoint.isFailing();
        endpoint.succeeded();
        batch.stream.tenant.gate.succeeded();
        batch.stream.gate.succeeded();
        if (recovered) {
            notices.info("recovered", "Loki answers again");
        }
    }

    /**
     * A flush has no time to wait: what is shut may be tried once, now.
     *
     * @param last the process ends: then also what Loki itself asked to leave alone for a while
     */
    public void hurry(Iterable<StreamState> streams, long nowNanos, boolean last) {
        endpoint.hurry(nowNanos, last);
        for (StreamState stream : streams) {
            stream.tenant.gate.hurry(nowNanos, last);
            stream.gate.hurry(nowNanos, last);
        }
    }
}
