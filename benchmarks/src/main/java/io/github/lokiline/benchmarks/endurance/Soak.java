package io.github.lokiline.benchmarks.endurance;

import ch.qos.logback.classic.LoggerContext;
import com.sun.management.UnixOperatingSystemMXBean;
import io.github.lokiline.benchmarks.contender.LogbackContexts;
import io.github.lokiline.benchmarks.sink.Arrivals;
import io.github.lokiline.logback.loki.LokiAppender;
import io.github.lokiline.testkit.EmbeddedLoki;
import io.github.lokiline.testkit.Misbehaviour;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/**
 * Logs for some minutes at a given rate while Loki is stopped for 20 of every 60 seconds, then prints the missing and
 * the duplicate lines, the memory and descriptors used, and the cost of an event for the logging thread. Exits with 1
 * if anything is missing.
 *
 * <pre>Soak 10 2000 /tmp/spool    ten minutes, 2,000 events a second from two threads, with a spool</pre>
 */
final class Soak {

    private static final int THREADS = 2;
    private static final long UP_SECONDS = 40;
    private static final long DOWN_SECONDS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EmbeddedLoki loki = EmbeddedLoki.start();
    private final Arrivals arrivals = new Arrivals();
    private final AtomicInteger sent = new AtomicInteger();
    private final LoggerContext context;
    private final LokiAppender appender;
    private final long[] nanos;
    private final long endNanos;
    private final int rate;

    private Soak(int minutes, int rate, String spoolDirectory) {
        loki.always(Misbehaviour.status(204).when(arrivals::take));
        System.setProperty("spoolDirectory", spoolDirectory);
        this.context = LogbackContexts.configured("soak.xml", loki.url());
        this.appender =
                (LokiAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("LOKI");
        this.rate = rate;
        this.nanos = new long[minutes * 60 * rate + 60 * rate];
        this.endNanos = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    }

    public static void main(String[] args) throws InterruptedException {
        Soak soak = new Soak(Integer.parseInt(args[0]), Integer.parseInt(args[1]), args.length > 2 ? args[2] : "");
        System.exit(soak.run() ? 0 : 1);
    }

    private boolean run() throws InterruptedException {
        Thread[] loggers = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            loggers[i] = new Thread(this::log, "logger-" + i);
            loggers[i].start();
        }
        while (endNanos - System.nanoTime() > 0) {
            pass(UP_SECONDS);
            loki.stop();
            pass(DOWN_SECONDS);
            loki.restart();
        }
        for (Thread logger : loggers) {
            logger.join();
        }
        boolean isFlushed = appender.flush(PATIENCE);
        print(isFlushed);
        context.stop();
        return isFlushed && arrivals.missingOf(sent.get()) == 0;
    }

    /** The embedded Loki would otherwise keep every push. */
    private void pass(long seconds) {
        for (long i = 0; i < seconds && endNanos - System.nanoTime() > 0; i++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            loki.clear();
        }
    }

    private void log() {
        Logger logger = context.getLogger(Soak.class);
        long pause = TimeUnit.SECONDS.toNanos(THREADS) / rate;
        long next = System.nanoTime();
        while (endNanos - System.nanoTime() > 0) {
            int number = sent.getAndIncrement();
            long start = System.nanoTime();
            logger.info("event {} of a soak that takes its time", number);
            nanos[number] = System.nanoTime() - start;
            next += pause;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void print(boolean isFlushed) {
        long[] sorted = Arrays.copyOf(nanos, sent.get());
        Arrays.sort(sorted);
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(
                "sent %d, missing %d, repeated %d, reports of losses %d, flushed %s%n%s%n",
                sent.get(),
                arrivals.missingOf(sent.get()),
                arrivals.repeated(),
                arrivals.reports(),
                isFlushed,
                appender.ledger());
        System.out.printf(
                "an event: median %.1f µs, p99 %.1f µs, p99.9 %.1f µs, longest %.1f µs%n",
                at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999), at(sorted, 1));
        System.out.printf("heap %d MB, descriptors %s%n", heap >> 20, descriptors());
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * quantile))] / 1000.0;
    }

    private static String descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? String.valueOf(unix.getOpenFileDescriptorCount())
                : "unknown here";
    }
}
