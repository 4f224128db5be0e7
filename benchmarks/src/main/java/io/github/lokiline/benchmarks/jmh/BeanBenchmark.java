package io.github.lokiline.benchmarks.jmh;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import io.github.lokiline.benchmarks.contender.EncoderContender;
import io.github.lokiline.benchmarks.contender.FloorEncoder;
import io.github.lokiline.benchmarks.contender.LogbackContexts;
import io.github.lokiline.benchmarks.contender.LogbackEvents;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.slf4j.event.KeyValuePair;

/** Encodes a bean among the key-values: one of ten fields, and one with more items than a line can show. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BeanBenchmark {

    private static final int ITEMS = 300_000;

    /** One thread's encoder and events. */
    @State(Scope.Thread)
    public static class Beans {

        @Param({"LOKILINE", "LOGSTASH"})
        EncoderContender contender = EncoderContender.LOKILINE;

        Encoder<ILoggingEvent> encoder = new FloorEncoder();
        ILoggingEvent small = new LoggingEvent();
        ILoggingEvent large = new LoggingEvent();

        @Setup
        public void prepare() {
            LoggerContext context = LogbackContexts.empty();
            encoder = contender.start(context);
            small = event(context, new Order("o-4711", 7, 12.5, true, "ada", "lovelace", "EUR", 3L, "north", "open"));
            large = event(
                    context, new Batch("b-1", IntStream.range(0, ITEMS).boxed().toList()));
        }

        private static ILoggingEvent event(LoggerContext context, Object bean) {
            LoggingEvent event = (LoggingEvent) new LogbackEvents(context).saying("order taken");
            event.addKeyValuePair(new KeyValuePair("order", bean));
            return event;
        }
    }

    @Benchmark
    public byte[] tenFields(Beans beans) {
        return beans.encoder.encode(beans.small);
    }

    @Benchmark
    public byte[] manyItems(Beans beans) {
        return beans.encoder.encode(beans.large);
    }

    /** An object of ten fields. */
    public record Order(
            String id,
            int items,
            double total,
            boolean paid,
            String firstName,
            String lastName,
            String currency,
            long customer,
            String region,
            String state) {}

    /** An object larger than a line. */
    public record Batch(String id, List<Integer> items) {}
}
