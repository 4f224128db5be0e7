package io.github.lokiline.benchmarks;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one event costs the thread that logs it.
 *
 * <p>Appenders drop when they are full, and dropping is fast: flat out, the worst would look best. So each iteration
 * appends as many events as the smallest queue holds and then, off the clock, waits until they have left. What was
 * dropped all the same is printed at the end, and must be 0 for the figure to mean anything. The appender's own threads
 * do work during the iteration, as they would in a service.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 40)
@Measurement(iterations = 40)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class AppendBenchmark {

    static final int EVENTS = 10_000;

    /** One thread's fresh events: new objects and a new time for each iteration, as in life. */
    @State(Scope.Thread)
    public static class Burst {

        ILoggingEvent[] events = {};

        @Setup(Level.Iteration)
        public void prepare(RunningPusher pusher) {
            events = new Events(pusher.pusher().context()).typical(EVENTS);
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void append(RunningPusher pusher, Burst burst) {
        Appender<ILoggingEvent> appender = pusher.appender();
        for (ILoggingEvent event : burst.events) {
            appender.doAppend(event);
        }
    }
}
