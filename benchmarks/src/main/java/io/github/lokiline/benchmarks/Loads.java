package io.github.lokiline.benchmarks;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The threads of one {@link Load} together. Owned by one thread. */
final class Loads {

    private final List<Load> loads;

    private Loads(List<Load> loads) {
        this.loads = loads;
    }

    static Loads start(Appender<ILoggingEvent> appender, IntFunction<ILoggingEvent> events, int rate, int seconds) {
        List<Load> loads = IntStream.range(0, Load.THREADS)
                .mapToObj(first -> new Load(appender, events, first, rate, seconds))
                .toList();
        loads.forEach(Thread::start);
        return new Loads(loads);
    }

    /** Waits, {@code millis} for each; true when they have ended. 0 is without end. */
    boolean join(long millis) throws InterruptedException {
        for (Load load : loads) {
            load.join(millis);
        }
        return loads.stream().noneMatch(Thread::isAlive);
    }

    /** All numbers below it have been appended. */
    int appendedBelow() {
        return Load.THREADS * loads.stream().mapToInt(Load::appended).min().orElse(0);
    }

    int appended() {
        return loads.stream().mapToInt(Load::appended).sum();
    }

    long cpuNanos() {
        return loads.stream().mapToLong(Load::cpuNanos).sum();
    }

    long allocatedBytes() {
        return loads.stream().mapToLong(Load::allocatedBytes).sum();
    }

    Latencies latencies() {
        Latencies all = new Latencies();
        loads.forEach(load -> all.addAll(load.latencies()));
        return all;
    }
}
