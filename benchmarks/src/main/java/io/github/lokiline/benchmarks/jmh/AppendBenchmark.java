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
 * Measures the cost of one event for the logging thread.
 *
 * <p>Appenders drop events when their queue is full, and dropping is fast, so at maximum speed the worst appender would
 * look best. Each iteration therefore appends as many events as the smallest queue holds and then, off the clock, waits
 * until they have been sent. Events that are dropped all the same are printed at the end; the figure is valid only if
 * there are none. The appender's own threads run during the iteration, as in a service.
 *
 * <p>Each event is created anew, as a logger does, because the events of a long array would be in cold memory. {@link
 * PusherKind#NOTHING} measures the cost of that: subtract it before comparing.
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
