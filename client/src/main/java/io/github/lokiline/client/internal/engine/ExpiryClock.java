package io.github.lokiline.client.internal.engine;

import java.util.concurrent.TimeUnit;

/**
 * The clock that decides which entries are too old: Loki refuses by its own time, and a machine's clock can be days ahead.
 * It is the earlier of this machine's clock and the server's, as the {@code Date} of its last response had it. Before the
 * first response nothing is too old. Thread-safe.
 */
public final class ExpiryClock {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Clock clock;
    /** Milliseconds from the zero of the measuring clock to 1970, as the server has them. */
    private volatile long serverOffsetMillis = UNKNOWN;

    ExpiryClock(Clock clock) {
        this.clock = clock;
    }

    /** Sets the server's clock by the {@code Date} of a response; 0 if it had none. */
    public void responded(long serverEpochMillis) {
        if (serverEpochMillis > 0) {
            serverOffsetMillis = serverEpochMillis - measuredMillis();
        }
    }

    /** Returns milliseconds since 1970; 0, before every entry, while the server's clock is not known. */
    public long epochMillis() {
        long offset = serverOffsetMillis;
        return offset == UNKNOWN ? 0 : Math.min(clock.epochMillis(), measuredMillis() + offset);
    }

    private long measuredMillis() {
        return TimeUnit.NANOSECONDS.toMillis(clock.nanos());
    }
}
