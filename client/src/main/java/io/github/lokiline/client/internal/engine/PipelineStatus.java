package io.github.lokiline.client.internal.engine;

/** How things stand with the worker, as of its last turn. Written by the worker, read by anybody. */
public final class PipelineStatus {

    private volatile boolean isFailing;
    private volatile long spoolBytes;
    private volatile long oldestEpochNanos = Long.MAX_VALUE;

    void update(boolean failing, long bytesOnDisk, long oldestWaitingEpochNanos) {
        isFailing = failing;
        spoolBytes = bytesOnDisk;
        oldestEpochNanos = oldestWaitingEpochNanos;
    }

    /** Whether something that waits has been turned back. */
    public boolean isFailing() {
        return isFailing;
    }

    public long spoolBytes() {
        return spoolBytes;
    }

    /** {@link Long#MAX_VALUE} when nothing waits. */
    public long oldestEpochNanos() {
        return oldestEpochNanos;
    }
}
