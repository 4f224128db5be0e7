package io.github.lokiline.benchmarks.delivery;

/** The measurements of {@link DeliveryComparison}. */
enum Scenario {
    /** The cost of an event for the logging thread and the process, without losses. */
    APPEND(20_000, 20, 10),
    /** The delivered events per second while two threads log at maximum speed. */
    FLOOD(0, 10, 10),
    /** The process's activity while nothing is logged. */
    IDLE(2_000, 20, 5),
    /** The memory retained after lines of 256 KB. */
    BURST(40, 5, 5),
    /** The bytes per event on the wire. */
    WIRE(2_000, 20, 2),
    /** The losses if Loki responds with 503 for half of the time. */
    OUTAGE(2_000, 40, 2),
    /** The losses if Loki is down until the process is killed, and a new process finds the spool; lokiline only. */
    KILLED(2_000, 120, 2);

    /** Events per second of both threads together; 0 for maximum speed. */
    final int rate;

    final int seconds;
    final int warmUpSeconds;

    Scenario(int rate, int seconds, int warmUpSeconds) {
        this.rate = rate;
        this.seconds = seconds;
        this.warmUpSeconds = warmUpSeconds;
    }
}
