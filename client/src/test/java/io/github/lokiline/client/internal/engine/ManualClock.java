package io.github.lokiline.client.internal.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock whose two times a test advances. */
public final class ManualClock implements Clock {

    public static final long START_EPOCH_MILLIS = 1_795_235_707_171L;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong stepMillis = new AtomicLong();

    public void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    /** Sets the machine's clock wrong, by so much; nothing takes longer for it. */
    void step(Duration by) {
        stepMillis.addAndGet(by.toMillis());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public long epochMillis() {
        return trueEpochMillis() + stepMillis.get();
    }

    /** Returns the time that a server has. */
    long trueEpochMillis() {
        return START_EPOCH_MILLIS + nanos.get() / 1_000_000;
    }
}
