package io.github.lokiline.client.internal.push;

import org.jspecify.annotations.Nullable;

/**
 * Whether pushes may go out: one for the endpoint, one for each tenant, one for each stream. After a failure it is shut
 * until a time; then it lets a single push through, the probe, and opens only when that succeeds. So an outage costs one
 * attempt per interval, however many batches wait. Owned by the worker.
 */
public final class CircuitBreaker {

    private int failures;
    private long failedAtNanos;
    private long notBeforeNanos;
    private long pauseNanos;
    /** Loki asked for the wait, or only a person can end it: no flush goes round it. */
    private boolean firm;
    /** The one push that is out to find whether the gate may open. */
    private @Nullable Object probe;

    /** Whether a push may leave at {@code nowNanos}. */
    boolean admits(long nowNanos) {
        return failures == 0 || (probe == null && nowNanos - notBeforeNanos >= 0);
    }

    /** A push leaves; while the gate is failing it is the probe. */
    void depart(Object push) {
        if (failures > 0) {
            probe = push;
        }
    }

    /** A push came back. One that had left before the gate shut is no probe, and opens the way for none. */
    void returned(Object push) {
        if (probe == push) {
            probe = null;
        }
    }

    void succeeded() {
        failures = 0;
        probe = null;
    }

    /**
     * A push failed. One that had left before the last failure came back tells nothing new: four pushes in flight when
     * Loki stops are one failure, not four.
     *
     * @param isFirm a flush does not end the wait
     */
    void failed(long departedNanos, long nowNanos, long waitNanos, boolean isFirm) {
        if (failures > 0 && departedNanos - failedAtNanos < 0) {
            return;
        }
        failures++;
        failedAtNanos = nowNanos;
        notBeforeNanos = nowNanos + waitNanos;
        pauseNanos = waitNanos;
        firm = isFirm;
    }

    /** Lets the next probe go now: for a flush, which has no time to wait. A firm wait ends only for the last one. */
    void hurry(long nowNanos, boolean last) {
        if (last || !firm) {
            notBeforeNanos = nowNanos;
        }
    }

    public boolean isFailing() {
        return failures > 0;
    }

    /** It is not a matter of a moment: the probe failed as well, or nothing is to be tried before a time. */
    public boolean isShutForLong() {
        return failures > 1 || (failures == 1 && firm);
    }

    /** Whether the pause that it is in, or that its probe ends, is longer than so long. */
    public boolean isShutFor(long nanos) {
        return failures > 0 && pauseNanos > nanos;
    }

    /** Failures in a row; the exponent of the next backoff. */
    int failures() {
        return failures;
    }

    /** Nanoseconds until it may admit a probe; {@link Long#MAX_VALUE} when time alone does not open it. */
    long waitNanos(long nowNanos) {
        return failures == 0 || probe != null ? Long.MAX_VALUE : Math.max(0, notBeforeNanos - nowNanos);
    }
}
