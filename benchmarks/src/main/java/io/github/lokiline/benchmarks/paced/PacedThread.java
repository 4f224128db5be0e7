package io.github.lokiline.benchmarks.paced;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * One of the threads that log at a pace: each event is created and its message formatted before the time is taken. Its
 * figures are read after its end.
 */
final class PacedThread implements Runnable {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PAUSE_NANOS = 100_000;

    private final PacedFigures[] figures =
            Stream.of(Window.values()).map(PacedFigures::new).toArray(PacedFigures[]::new);
    private final Appender<ILoggingEvent> appender;
    private final IntFunction<ILoggingEvent> events;
    private final Share share;

    PacedThread(Appender<ILoggingEvent> appender, IntFunction<ILoggingEvent> events, Share share) {
        this.appender = appender;
        this.events = events;
        this.share = share;
    }

    @Override
    public void run() {
        double nanosPerEvent = 1e9 * share.step / share.rate;
        long start = System.nanoTime();
        int number = 0;
        for (long event = share.first; event < share.end; event += share.step) {
            while (System.nanoTime() - start < number * nanosPerEvent) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            append((int) event, events.apply(number));
            number++;
        }
    }

    private void append(int number, ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        appender.doAppend(event);
        long nanos = System.nanoTime() - start;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        for (PacedFigures part : figures) {
            if (part.window().contains(number)) {
                part.add(nanos, bytes);
            }
        }
    }

    /** Adds the figures of a window to others. */
    void addTo(PacedFigures all) {
        Stream.of(figures).filter(part -> part.window() == all.window()).forEach(all::addAll);
    }

    /**
     * The events of one thread.
     *
     * @param first the number of its first event among those of all threads
     * @param step the number of threads
     * @param end the number after the last event
     * @param rate events per second of all threads together
     */
    record Share(long first, int step, long end, int rate) {}
}
