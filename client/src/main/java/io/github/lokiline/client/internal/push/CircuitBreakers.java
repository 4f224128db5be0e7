package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.batch.ActiveStreams;
import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.stats.RateLimitedReporter;

/** The three circuit breakers that a push has to pass: its endpoint's, its tenant's, its stream's. Owned by the delivery thread. */
public final class CircuitBreakers {
    private final CircuitBreaker endpoint = new CircuitBreaker();
    private final PushWindow window = new PushWindow();
    private final HangDetector hangs = new HangDetector();
    private final RateLimitedReporter reporter;

    public CircuitBreakers(RateLimitedReporter reporter) {
        this.reporter = reporter;
    }

    public CircuitBreaker endpoint() {
        return endpoint;
    }

    PushWindow window() {
        return window;
    }

    public HangDetector hangs() {
        return hangs;
    }

    /** Returns whether every place for a push is taken by one that hangs. */
    public boolean allHang(ActiveStreams streams, long nowNanos) {
        int pushes = 0;
        for (StreamState stream : streams) {
            Batch flying = stream.inFlight();
            if (flying != null) {
                if (!hangs.hangs(flying, nowNanos)) {
                    return false;
                }
                pushes++;
            }
        }
        return !window.admits(pushes);
    }

    /** Returns whether the breakers let a push of this stream leave at {@code nowNanos}. */
    boolean admits(StreamState stream, long nowNanos) {
        return stream.breaker().admits(nowNanos)
                && stream.tenant().breaker().admits(nowNanos)
                && endpoint.admits(nowNanos);
    }

    /** Returns nanoseconds until time alone lets a push of this stream leave; 0 for now. */
    long waitNanos(StreamState stream, long nowNanos) {
        return Math.max(
                endpoint.waitNanos(nowNanos),
                Math.max(
                        stream.tenant().breaker().waitNanos(nowNanos),
                        stream.breaker().waitNanos(nowNanos)));
    }

    void onDeparture(Batch batch) {
        endpoint.onDeparture(batch);
        batch.stream().tenant().breaker().onDeparture(batch);
        batch.stream().breaker().onDeparture(batch);
    }

    void onReturn(Batch batch) {
        batch.stream().breaker().onReturn(batch);
        batch.stream().tenant().breaker().onReturn(batch);
        endpoint.onReturn(batch);
    }

    /** Returns whether pushes of this stream failed last. */
    public boolean isFailing(StreamState stream) {
        return endpoint.isFailing()
                || stream.tenant().breaker().isFailing()
                || stream.breaker().isFailing();
    }

    /** Closes all three: whatever Loki said of this batch, it is there and listens. */
    void onSuccess(Batch batch) {
        boolean recovered = endpoint.isFailing();
        window.widen();
        endpoint.onSuccess();
        batch.stream().tenant().breaker().onSuccess();
        batch.stream().breaker().onSuccess();
        if (recovered) {
            reporter.info("recovered", "Loki answers again");
        }
    }

    /**
     * Lets one push go through every open breaker now: a flush has no time to wait.
     *
     * @param last the process ends: then also where Loki itself asked for a pause
     */
    public void probeNow(ActiveStreams streams, long nowNanos, boolean last) {
        endpoint.probeNow(nowNanos, last);
        for (StreamState stream : streams) {
            stream.tenant().breaker().probeNow(nowNanos, last);
            stream.breaker().probeNow(nowNanos, last);
        }
    }
}
