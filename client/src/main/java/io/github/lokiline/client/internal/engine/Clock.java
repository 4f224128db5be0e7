package io.github.lokiline.client.internal.engine;

/** The two clocks, together so that a test can move both by hand. Thread-safe. */
public interface Clock {
    Clock SYSTEM = new Clock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long epochMillis() {
            return System.currentTimeMillis();
        }
    };

    /** For measuring: it never steps back. */
    long nanos();

    /** For comparing with the time of events: it may step. */
    long epochMillis();
}
