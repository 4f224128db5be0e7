package io.github.lokiline.client.internal.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A clock whose two times a test advances. */
public final class ManualClock implements Clock {

    public static final long START_EPOCH_MILLIS = 1_795_235_707_171L;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong stepMillis = new AtomicLong();
    private final AtomicInteger readingsUntilFailure = new AtomicInteger();

    public void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    /** Sets the machine's clock wrong, by so much; nothing takes longer for it. */
    void step(Duration by) {
        stepMillis.addAndGet(by.toMillis());
    }

    /** From now on the reading of this number throws as if there were no memory, once; 0 for none. */
    void failAt(int reading) {
        readingsUntilFailure.set(reading);
    }

    private void read() {
        if (readingsUntilFailure.getAndUpdate(left -> Math.max(0, left - 1)) == 1) {
            throw new OutOfMemoryError("injected");
        }
    }

    @Override
    public long nanos() {
        read();
        return nanos.get();
    }

    @Override
    public long epochMillis() {
        read();
        return trueEpochMillis() + stepMillis.get();
    }

    /** Returns the time that a server has. */
    long trueEpochMillis() {
        return START_EPOCH_MILLIS + nanos.get() / 1_000_000;
    }
}
