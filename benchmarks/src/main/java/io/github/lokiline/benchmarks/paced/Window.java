package io.github.lokiline.benchmarks.paced;

/** A part of a run, by the numbers of its events. */
enum Window {
    FIRST_1000(0, 1_000),
    FIRST_10000(0, 10_000),
    FIRST_100000(0, 100_000),
    /** A service that was deployed an hour ago. */
    YOUNG(50_000, 150_000),
    /** After a warm-up of more than a million events. */
    WARM(Integer.MAX_VALUE - 100_000, Integer.MAX_VALUE);

    final int from;
    final int to;

    Window(int from, int to) {
        this.from = from;
        this.to = to;
    }

    boolean contains(int event) {
        return event >= from && event < to;
    }
}
