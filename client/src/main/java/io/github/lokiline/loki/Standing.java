package io.github.lokiline.loki;

/** How things stand with the worker, as of its last turn. Written by the worker, read by anybody. */
final class Standing {

    private volatile boolean isFailing;
    private volatile long spoolBytes;
    private volatile long oldestEpochNanos = Long.MAX_VALUE;

    void update(boolean failing, long bytesOnDisk, long oldestWaitingEpochNanos) {
        isFailing = failing;
        spoolBytes = bytesOnDisk;
        oldestEpochNanos = oldestWaitingEpochNanos;
    }

    /** Whether something that waits has been turned back. */
    boolean isFailing() {
        return isFailing;
    }

    long spoolBytes() {
        return spoolBytes;
    }

    /** {@link Long#MAX_VALUE} when nothing waits. */
    long oldestEpochNanos() {
        return oldestEpochNanos;
    }
}
