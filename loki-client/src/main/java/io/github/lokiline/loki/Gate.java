package io.github.lokiline.loki;

/**
 * Whether pushes may go out: one for the endpoint, one for each tenant, one for each stream. After a failure it is shut
 * until a time; then it lets a single push through, the probe, and opens only when that succeeds. So an outage costs one
 * attempt per interval, however many batches wait. Owned by the worker.
 */
final class Gate {

    private int failures;
    private long failedAtNanos;
    private long notBeforeNanos;
    private boolean probing;

    /** Whether a push may leave at {@code nowNanos}. */
    boolean admits(long nowNanos) {
        return failures == 0 || (!probing && nowNanos - notBeforeNanos >= 0);
    }

    /** A push leaves; while the gate is failing it is the probe. */
    void depart() {
        probing = failures > 0;
    }

    /** The push came back and says nothing about this gate. */
    void returned() {
        probing = false;
    }

    void succeeded() {
        failures = 0;
        probing = false;
    }

    /**
     * A push failed. One that had left before the last failure came back tells nothing new: four pushes in flight when
     * Loki stops are one failure, not four.
     */
    void failed(long departedNanos, long nowNanos, long waitNanos) {
        probing = false;
        if (failures > 0 && departedNanos - failedAtNanos < 0) {
            return;
        }
        failures++;
        failedAtNanos = nowNanos;
        notBeforeNanos = nowNanos + waitNanos;
    }

    /** Lets the next probe go now: for a flush, which has no time to wait. */
    void hurry(long nowNanos) {
        notBeforeNanos = nowNanos;
    }

    boolean isFailing() {
        return failures > 0;
    }

    /** Failures in a row; the exponent of the next backoff. */
    int failures() {
        return failures;
    }

    /** Nanoseconds until it may admit a probe; {@link Long#MAX_VALUE} when time alone does not open it. */
    long waitNanos(long nowNanos) {
        return failures == 0 || probing ? Long.MAX_VALUE : Math.max(0, notBeforeNanos - nowNanos);
    }
}
