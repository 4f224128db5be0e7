package io.github.lokiline.benchmarks.jmh;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.lokiline.benchmarks.contender.LogbackContexts;
import io.github.lokiline.benchmarks.contender.LogbackEvents;
import io.github.lokiline.benchmarks.contender.Pusher;
import io.github.lokiline.benchmarks.endurance.SmallHeap;
import io.github.lokiline.logback.loki.LokiAppender;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the cost of an event for the logging thread when Loki is unavailable and the queue is full. The event is the
 * same each time, so that {@code -prof gc} shows only the appender's garbage.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
@State(Scope.Benchmark)
public class RefusalBenchmark {

    private @Nullable LoggerContext context;
    private @Nullable LokiAppender appender;
    private @Nullable ILoggingEvent event;

    /** Fills the queue, so that the appender refuses further events. */
    @Setup
    public void fill() throws IOException {
        LoggerContext starting =
                LogbackContexts.configured("lokiline-json.xml", "http://127.0.0.1:" + SmallHeap.refusing());
        LokiAppender full = (LokiAppender) Pusher.appender(starting);
        LogbackEvents events = new LogbackEvents(starting);
        for (int i = 0; full.ledger().droppedTotal() == 0; i++) {
            full.doAppend(events.typical(i));
        }
        context = starting;
        appender = full;
        event = events.typical(0);
    }

    @Benchmark
    public void refuse() {
        Objects.requireNonNull(appender).doAppend(Objects.requireNonNull(event));
    }

    /** Fails unless all events were refused, because the figure would be meaningless. */
    @TearDown(Level.Iteration)
    public void check() {
        LokiAppender full = Objects.requireNonNull(appender);
        if (full.ledger().delivered() > 0 || !full.ledger().balances()) {
            throw new IllegalStateException("not refused: " + full.ledger());
        }
    }

    @TearDown
    public void stop() {
        Objects.requireNonNull(context).stop();
    }
}
