package io.github.lokiline.benchmarks.delivery;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The threads of a run, each with a {@link LoggingThread}. Owned by one thread. */
final class LoggingThreads {

    private final List<LoggingThread> loads;

    private LoggingThreads(List<LoggingThread> loads) {
        this.loads = loads;
    }

    static LoggingThreads start(
            Appender<ILoggingEvent> appender, IntFunction<ILoggingEvent> events, LoggingThread.Load load) {
        List<LoggingThread> loads = IntStream.range(0, LoggingThread.THREADS)
                .mapToObj(first -> new LoggingThread(appender, events, first, load))
                .toList();
        loads.forEach(Thread::start);
        return new LoggingThreads(loads);
    }

    /** Waits up to {@code millis} for each thread, 0 without limit; returns true if they have ended. */
    boolean join(long millis) throws InterruptedException {
        for (LoggingThread load : loads) {
            load.join(millis);
        }
        return loads.stream().noneMatch(Thread::isAlive);
    }

    /** Returns the number below which all events have been appended. */
    int appendedBelow() {
        return LoggingThread.THREADS
                * loads.stream().mapToInt(LoggingThread::appended).min().orElse(0);
    }

    int appended() {
        return loads.stream().mapToInt(LoggingThread::appended).sum();
    }

    long cpuNanos() {
        return loads.stream().mapToLong(LoggingThread::cpuNanos).sum();
    }

    long allocatedBytes() {
        return loads.stream().mapToLong(LoggingThread::allocatedBytes).sum();
    }

    LatencyHistogram latencies() {
        LatencyHistogram all = new LatencyHistogram();
        loads.forEach(load -> all.addAll(load.latencies()));
        return all;
    }
}
