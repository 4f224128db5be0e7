package io.github.lokiline.benchmarks.jmh;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.github.lokiline.benchmarks.contender.LogbackEvents;
import io.github.lokiline.benchmarks.contender.PusherKind;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one event costs the thread that logs it.
 *
 * <p>Appenders drop when they are full, and dropping is fast: flat out, the worst would look best. So each iteration
 * appends as many events as the smallest queue holds and then, off the clock, waits until they have left. What was
 * dropped all the same is printed at the end, and must be 0 for the figure to mean anything. The appender's own threads
 * do work during the iteration, as they would in a service.
 *
 * <p>The event is made anew each time, as a logger does, for an event out of a long array would come from cold memory.
 * What that costs shows the appender that does {@link PusherKind#NOTHING}: take it off before comparing.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 60)
@Measurement(iterations = 40)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class AppendBenchmark {

    static final int EVENTS = 40_000;

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void append(RunningPusher pusher) {
        Appender<ILoggingEvent> appender = pusher.appender();
        LogbackEvents events = pusher.events();
        for (int i = 0; i < EVENTS; i++) {
            appender.doAppend(events.typical(i));
        }
    }
}
