package io.github.lokiline.benchmarks.jmh;

import io.github.lokiline.benchmarks.contender.Log4jEvents;
import io.github.lokiline.benchmarks.contender.Log4jLayout;
import io.github.lokiline.benchmarks.contender.Log4jPusher;
import io.github.lokiline.benchmarks.contender.Log4jPusherKind;
import io.github.lokiline.benchmarks.sink.SinkProcess;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the cost of one Log4j event for the logging thread. Like {@link AppendBenchmark}, each iteration appends as
 * many events as the smallest queue holds and then, off the clock, waits until they have been sent; a few events are
 * created beforehand and stay in the cache.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 40)
@Measurement(iterations = 30)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class Log4jAppendBenchmark {
    private static final int EVENTS = 64;
    static final int APPENDED = 40_000;

    /** The appender under test with its sink; drained after each iteration. */
    @State(Scope.Benchmark)
    public static class Running {
        @Param
        Log4jPusherKind appender = Log4jPusherKind.LOKILINE;

        @Param({"LOKILINE", "JSON_TEMPLATE", "MESSAGE"})
        Log4jLayout layout = Log4jLayout.LOKILINE;

        final LogEvent[] events = new LogEvent[EVENTS];
        private @Nullable SinkProcess sink;
        private @Nullable Log4jPusher pusher;

        @Setup
        public void start() {
            sink = SinkProcess.start();
            pusher = Log4jPusher.start(appender, layout.make(), sink.url());
            for (int i = 0; i < EVENTS; i++) {
                events[i] = Log4jEvents.reused(i);
            }
        }

        AbstractAppender appender() {
            return pusher().appender();
        }

        private Log4jPusher pusher() {
            return Objects.requireNonNull(pusher, "not started");
        }

        @TearDown(Level.Iteration)
        public void drain() {
            pusher().drain().run();
        }

        @TearDown
        public void stop() {
            System.out.println(
                    "dropped by " + appender + ": " + pusher().dropped().sum());
            appender().stop();
            Objects.requireNonNull(sink, "not started").close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(APPENDED)
    public void append(Running running) {
        AbstractAppender appender = running.appender();
        for (int i = 0; i < APPENDED; i++) {
            appender.append(running.events[i & EVENTS - 1]);
        }
    }
}
