package io.github.lokiline.benchmarks.delivery;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * One of two threads that log: even or odd numbers, at a given rate; each event is created and its message formatted
 * before the time is taken. Its figures are read after its end; its progress at any time.
 */
final class LoggingThread extends Thread {

    static final int THREADS = 2;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Appender<ILoggingEvent> appender;
    private final IntFunction<ILoggingEvent> events;
    private final int first;
    private final long ratePerThread;
    private final long nanos;
    private final int most;
    private final LatencyHistogram latencies = new LatencyHistogram();
    private long cpuNanos;
    private long allocatedBytes;
    private volatile int appended;

    /**
     * Creates the thread.
     *
     * @param events creates the event with the given number
     * @param first 0 or 1
     * @param load the pace and the end
     */
    LoggingThread(Appender<ILoggingEvent> appender, IntFunction<ILoggingEvent> events, int first, Load load) {
        super("producer-" + first);
        this.appender = appender;
        this.events = events;
        this.first = first;
        this.ratePerThread = load.rate == 0 ? Long.MAX_VALUE : load.rate / THREADS;
        this.nanos = TimeUnit.SECONDS.toNanos(load.seconds);
        this.most = load.events / THREADS;
    }

    @Override
    public void run() {
        long cpuBefore = THREAD.getCurrentThreadCpuTime();
        long allocatedBefore = THREAD.getThreadAllocatedBytes(getId());
        log(System.nanoTime());
        allocatedBytes = THREAD.getThreadAllocatedBytes(getId()) - allocatedBefore;
        cpuNanos = THREAD.getCurrentThreadCpuTime() - cpuBefore;
    }

    private void log(long start) {
        for (long now = start; now - start < nanos && appended < most; now = System.nanoTime()) {
            if (isDue(now - start)) {
                append();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private boolean isDue(long elapsedNanos) {
        return ratePerThread == Long.MAX_VALUE || appended < ratePerThread * elapsedNanos / 1_000_000_000L;
    }

    private void append() {
        int before = appended;
        ILoggingEvent event = events.apply(first + THREADS * before);
        event.prepareForDeferredProcessing();
        long start = System.nanoTime();
        appender.doAppend(event);
        latencies.add(System.nanoTime() - start);
        appended = before + 1;
    }

    int appended() {
        return appended;
    }

    LatencyHistogram latencies() {
        return latencies;
    }

    long cpuNanos() {
        return cpuNanos;
    }

    long allocatedBytes() {
        return allocatedBytes;
    }

    /**
     * The pace and the end of a run.
     *
     * @param rate events per second of all threads together; 0 for maximum speed
     * @param seconds the time after which they end
     * @param events the number of events of all threads after which they end, if that is earlier
     */
    record Load(int rate, int seconds, int events) {}
}
