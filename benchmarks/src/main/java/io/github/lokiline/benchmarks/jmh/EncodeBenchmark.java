package io.github.lokiline.benchmarks.jmh;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import io.github.lokiline.benchmarks.contender.EncoderContender;
import io.github.lokiline.benchmarks.contender.FloorEncoder;
import io.github.lokiline.benchmarks.contender.LogbackContexts;
import io.github.lokiline.benchmarks.contender.LogbackEvents;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the encoding of one event to one line, a new byte array as {@code Encoder.encode} returns it.
 *
 * <p>The messages are formatted beforehand for all contenders, because that is Logback's work. All threads share one
 * encoder, as in an appender; only the floor, which is not a complete encoder, has one per thread.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EncodeBenchmark {

    private static final int EVENTS = 64;

    /** The encoder under test. */
    @State(Scope.Benchmark)
    public static class Shared {

        @Param
        EncoderContender contender = EncoderContender.LOKILINE;

        LoggerContext context = LogbackContexts.empty();
        Encoder<ILoggingEvent> encoder = new FloorEncoder();

        @Setup
        public void start() {
            encoder = contender.start(context);
        }
    }

    /** One thread's events, used in turn. */
    @State(Scope.Thread)
    public static class Turn {

        Encoder<ILoggingEvent> encoder = new FloorEncoder();
        final ILoggingEvent[] typical = new ILoggingEvent[EVENTS];
        final ILoggingEvent[] foreign = new ILoggingEvent[EVENTS];
        final ILoggingEvent[] failed = new ILoggingEvent[EVENTS];
        final ILoggingEvent[] overflowed = new ILoggingEvent[EVENTS];
        int next;

        @Setup
        public void prepare(Shared shared) {
            encoder = shared.contender == EncoderContender.FLOOR
                    ? shared.contender.start(shared.context)
                    : shared.encoder;
            LogbackEvents events = new LogbackEvents(shared.context);
            Throwable failure = LogbackEvents.failure();
            Throwable overflow = LogbackEvents.overflow();
            for (int i = 0; i < EVENTS; i++) {
                typical[i] = formatted(events.typical(i));
                foreign[i] = formatted(events.foreign(i));
                failed[i] = formatted(events.failed(i, failure));
                overflowed[i] = formatted(events.failed(i, overflow));
            }
        }

        private static ILoggingEvent formatted(ILoggingEvent event) {
            event.getFormattedMessage();
            return event;
        }

        ILoggingEvent next(ILoggingEvent[] events) {
            next = next + 1 & EVENTS - 1;
            return events[next];
        }
    }

    @Benchmark
    public byte[] typical(Turn turn) {
        return turn.encoder.encode(turn.next(turn.typical));
    }

    @Benchmark
    public byte[] foreign(Turn turn) {
        return turn.encoder.encode(turn.next(turn.foreign));
    }

    @Benchmark
    public byte[] exception(Turn turn) {
        return turn.encoder.encode(turn.next(turn.failed));
    }

    @Benchmark
    public byte[] stackOverflow(Turn turn) {
        return turn.encoder.encode(turn.next(turn.overflowed));
    }
}
