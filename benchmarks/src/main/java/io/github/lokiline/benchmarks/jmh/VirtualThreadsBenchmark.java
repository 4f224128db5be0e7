package io.github.lokiline.benchmarks.jmh;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.github.lokiline.benchmarks.contender.LogbackEvents;
import io.github.lokiline.benchmarks.contender.PusherKind;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
 * Starts ten thousand virtual threads with one event each and waits for them, like a server with a thread per request,
 * in which thread-local caches are always cold. {@link PusherKind#NOTHING} measures the cost of the threads and events.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 60)
@Measurement(iterations = 40)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class VirtualThreadsBenchmark {

    private static final int THREADS = 10_000;

    @Benchmark
    @OperationsPerInvocation(THREADS)
    public void append(RunningPusher pusher) throws InterruptedException {
        Appender<ILoggingEvent> appender = pusher.appender();
        LogbackEvents events = pusher.events();
        CountDownLatch done = new CountDownLatch(THREADS);
        try (VirtualThreads threads = new VirtualThreads()) {
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                threads.run(() -> {
                    appender.doAppend(events.typical(number));
                    done.countDown();
                });
            }
            done.await();
        }
    }

    /**
     * Creates an executor with a virtual thread for each task; looked up by name, because this is compiled for Java 17.
     */
    private static final class VirtualThreads implements AutoCloseable {

        private final ExecutorService executor;

        VirtualThreads() {
            try {
                executor = (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("virtual threads need Java 21: run it with -Djvm=…", e);
            }
        }

        void run(Runnable task) {
            executor.execute(task);
        }

        @Override
        public void close() {
            executor.shutdown();
        }
    }
}
