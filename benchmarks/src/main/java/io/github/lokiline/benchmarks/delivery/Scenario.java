package io.github.lokiline.benchmarks.delivery;

/** What {@link DeliveryComparison} can find out. */
enum Scenario {
    /** What an event costs the thread that logs it, and the process, while nothing is lost. */
    APPEND(20_000, 20, 10),
    /** How many events a second get through when two threads log as fast as they can. */
    FLOOD(0, 10, 10),
    /** What the process does while nothing is logged. */
    IDLE(2_000, 20, 5),
    /** What is kept of the memory that lines of 256 KB took. */
    BURST(40, 5, 5),
    /** How many bytes an event takes on its way. */
    WIRE(2_000, 20, 2),
    /** What is lost when Loki answers 503 for half of the time. */
    OUTAGE(2_000, 40, 2),
    /** What is lost when Loki is down until the process is killed, and a new one finds the spool; ours alone. */
    KILLED(2_000, 120, 2);

    /** Events a second from both threads together; 0 is as fast as they can. */
    final int rate;

    final int seconds;
    final int warmUpSeconds;

    Scenario(int rate, int seconds, int warmUpSeconds) {
        this.rate = rate;
        this.seconds = seconds;
        this.warmUpSeconds = warmUpSeconds;
    }
}
