package io.github.lokiline.benchmarks.jmh;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.github.lokiline.benchmarks.contender.LineMode;
import io.github.lokiline.benchmarks.contender.LogbackEvents;
import io.github.lokiline.benchmarks.contender.Pusher;
import io.github.lokiline.benchmarks.contender.PusherKind;
import io.github.lokiline.benchmarks.sink.SinkProcess;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The appender under test with its sink; drained after each iteration. Shared by the benchmark's threads. */
@State(Scope.Benchmark)
public class RunningPusher {

    @Param
    PusherKind appender = PusherKind.LOKILINE;

    private @Nullable SinkProcess sink;
    private @Nullable Pusher pusher;
    private @Nullable LogbackEvents events;

    @Setup
    public void start() {
        sink = SinkProcess.start();
        pusher = appender.start(LineMode.JSON, sink.url());
        events = new LogbackEvents(pusher.context());
    }

    Pusher pusher() {
        return Objects.requireNonNull(pusher, "not started");
    }

    Appender<ILoggingEvent> appender() {
        return pusher().appender();
    }

    LogbackEvents events() {
        return Objects.requireNonNull(events, "not started");
    }

    @TearDown(Level.Iteration)
    public void drain() {
        pusher().drain();
    }

    @TearDown
    public void stop() {
        System.out.println("dropped by " + appender + ": " + pusher().dropped());
        pusher().close();
        Objects.requireNonNull(sink, "not started").close();
    }
}
