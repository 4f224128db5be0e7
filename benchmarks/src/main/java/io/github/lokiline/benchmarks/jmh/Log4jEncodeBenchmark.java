package io.github.lokiline.benchmarks.jmh;

import io.github.lokiline.benchmarks.contender.Log4jEvents;
import io.github.lokiline.benchmarks.contender.Log4jLayout;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.layout.ByteBufferDestination;
import org.apache.logging.log4j.core.layout.ByteBufferDestinationHelper;
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

/** Measures the encoding of one Log4j event to a destination like a file appender's. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Log4jEncodeBenchmark {
    private static final int EVENTS = 64;

    /** One thread's layout and events, used in turn. */
    @State(Scope.Thread)
    public static class Turn implements ByteBufferDestination {
        @Param({"LOKILINE", "JSON_TEMPLATE"})
        Log4jLayout layout = Log4jLayout.LOKILINE;

        final LogEvent[] fixed = new LogEvent[EVENTS];
        final LogEvent[] reused = new LogEvent[EVENTS];
        final LogEvent[] failed = new LogEvent[EVENTS];
        final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        StringLayout made = Log4jLayout.MESSAGE.make();
        int next;

        @Setup
        public void prepare() {
            made = layout.make();
            Throwable failure = Log4jEvents.failure();
            for (int i = 0; i < EVENTS; i++) {
                fixed[i] = Log4jEvents.fixed(i, null);
                reused[i] = Log4jEvents.reused(i);
                failed[i] = Log4jEvents.fixed(i, failure);
            }
        }

        int encode(LogEvent[] events) {
            next = next + 1 & EVENTS - 1;
            made.encode(events[next], this);
            return buffer.position();
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public ByteBuffer drain(ByteBuffer full) {
            full.clear();
            return full;
        }

        @Override
        public void writeBytes(ByteBuffer data) {
            ByteBufferDestinationHelper.writeToUnsynchronized(data, this);
        }

        @Override
        public void writeBytes(byte[] data, int offset, int length) {
            ByteBufferDestinationHelper.writeToUnsynchronized(data, offset, length, this);
        }
    }

    @Benchmark
    public int typical(Turn turn) {
        return turn.encode(turn.fixed);
    }

    @Benchmark
    public int reused(Turn turn) {
        return turn.encode(turn.reused);
    }

    @Benchmark
    public int exception(Turn turn) {
        return turn.encode(turn.failed);
    }
}
