package io.github.lokiline.benchmarks.paced;

import io.github.lokiline.benchmarks.delivery.LatencyHistogram;
import java.util.Locale;

/** The cost of the events of one window for the threads that logged them. Owned by one thread at a time. */
final class PacedFigures {
    private final Window window;
    private final LatencyHistogram latencies = new LatencyHistogram();
    private long allocatedBytes;
    private long events;

    PacedFigures(Window window) {
        this.window = window;
    }

    Window window() {
        return window;
    }

    void add(long nanos, long bytes) {
        latencies.add(nanos);
        allocatedBytes += bytes;
        events++;
    }

    void addAll(PacedFigures others) {
        latencies.addAll(others.latencies);
        allocatedBytes += others.allocatedBytes;
        events += others.events;
    }

    /** Returns a line for each figure: {@code YOUNG.median=1900.0}. */
    String lines() {
        return line("median", (double) latencies.nanosAt(0.5))
                + line("p99", (double) latencies.nanosAt(0.99))
                + line("p999", (double) latencies.nanosAt(0.999))
                + line("bytes", events == 0 ? 0 : (double) allocatedBytes / events);
    }

    private String line(String name, double value) {
        return String.format(Locale.ROOT, "%s.%s=%.1f%n", window, name, value);
    }
}
