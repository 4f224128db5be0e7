package io.github.lokiline.client.internal.push;

import org.jspecify.annotations.Nullable;

/**
 * Stops pushes after a failure: one for the endpoint, one for each tenant, one for each stream. It is open until a time;
 * then it lets a single push through, the probe, and closes only when that succeeds. So an outage costs one attempt per
 * interval, however many batches wait. Owned by the delivery thread.
 *
 * <pre>
 * closed ── failure ──► open ── its time has come ──► half-open: one probe ── success ──► closed
 *                        ▲                                   │
 *                        └──────────── failure ──────────────┘
 * </pre>
 */
public final class CircuitBreaker {
    private int failures;
    private long failedAtNanos;
    private long notBeforeNanos;
    private long pauseNanos;
    /** Loki asked for the wait, or only an operator can end it: no flush shortens it. */
    private boolean firm;
    /** The one push in flight that decides whether the breaker closes. */
    private @Nullable Object probe;

    /** Returns whether a push may leave at {@code nowNanos}. */
    boolean admits(long nowNanos) {
        return failures == 0 || (probe == null && nowNanos - notBeforeNanos >= 0);
    }

    /** A push leaves; after a failure it is the probe. */
    void onDeparture(Object push) {
        if (failures > 0) {
            probe = push;
        }
    }

    /** A push came back. One that had left before the failure is no probe, and admits none. */
    void onReturn(Object push) {
        if (probe == push) {
            probe = null;
        }
    }

    void onSuccess() {
        failures = 0;
        probe = null;
    }

    /**
     * A push failed. One that had left before the last failure came back is no new failure: four pushes in flight when Loki stops are one failure, not four.
     *
     * @param isFirm a flush does not end the wait
     */
    void onError(long departedNanos, long nowNanos, long waitNanos, boolean isFirm) {
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
    void probeNow(long nowNanos, boolean last) {
        if (last || !firm) {
            notBeforeNanos = nowNanos;
        }
    }

    public boolean isFailing() {
        return failures > 0;
    }

    /** Returns whether it stays open for more than a moment: the probe failed as well, or the wait is firm. */
    public boolean isOpenLong() {
        return failures > 1 || (failures == 1 && firm);
    }

    /** Returns whether the pause that it is in, or that its probe ends, is longer than {@code nanos}. */
    public boolean isOpenFor(long nanos) {
        return failures > 0 && pauseNanos > nanos;
    }

    /** Returns the failures in a row: the exponent of the next backoff. */
    int failures() {
        return failures;
    }

    /** Returns nanoseconds until it admits a push; {@link Long#MAX_VALUE} if time alone does not help. */
    long waitNanos(long nowNanos) {
        if (admits(nowNanos)) {
            return 0;
        }
        return probe == null ? notBeforeNanos - nowNanos : Long.MAX_VALUE;
    }
}
