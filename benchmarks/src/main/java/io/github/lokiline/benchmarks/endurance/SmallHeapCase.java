package io.github.lokiline.benchmarks.endurance;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.github.lokiline.benchmarks.contender.LogbackContexts;
import io.github.lokiline.client.Ledger;
import io.github.lokiline.logback.loki.LokiAppender;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * One case of {@link SmallHeap}, in its process: two threads append for a given time, then the figures are printed.
 */
final class SmallHeapCase {

    private static final int THREADS = 2;

    /** The number of streams that {@code maxStreams} allows before labels are collapsed. */
    private static final int STREAMS = 50;

    private static final int MEGABYTE = 1024 * 1024;

    /** The queue's documented limit: a quarter of the heap if that is less than the configured limit. */
    private static final long QUEUE_BYTES = Runtime.getRuntime().maxMemory() / 4;

    /** The appender's memory outside its queue: buffers, a push in progress, connections, static data. */
    private static final long ALLOWANCE_BYTES = 8L * MEGABYTE;

    /** G1 puts three lines of 256 KB into a region of 1 MB, and counts all of it as used. */
    private static final long GAPS_BYTES = QUEUE_BYTES / 4;

    /** The lines' texts must not occupy the measured heap. */
    private static final int TEXTS_BYTES = MEGABYTE / 2;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final LoggerContext context;
    private final LokiAppender appender;
    private final List<String> texts;
    private final List<Map<String, String>> shards = IntStream.range(0, STREAMS)
            .mapToObj(shard -> Map.of("shard", Integer.toString(shard)))
            .toList();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private SmallHeapCase(LoggerContext context, int lineBytes) {
        this.context = context;
        this.appender =
                (LokiAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("LOKI");
        this.texts = texts(lineBytes);
    }

    public static void main(String[] args) throws InterruptedException {
        LoggerContext context = LogbackContexts.configured("small-heap.xml", args[0]);
        SmallHeapCase one = new SmallHeapCase(context, Integer.parseInt(args[1]));
        boolean held = one.run(Long.parseLong(args[2]));
        context.stop();
        Runtime.getRuntime().halt(held ? 0 : 1);
    }

    private boolean run(long seconds) throws InterruptedException {
        long before = usedBytes();
        flatOut(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
        long held = usedBytes() - before;
        Ledger ledger = appender.ledger();
        System.out.printf(
                "  %d events offered, %.1f MB held for a queue of at most %.1f MB%n  %s%n",
                ledger.appended(), held / (double) MEGABYTE, QUEUE_BYTES / (double) MEGABYTE, ledger);
        List<String> broken = new ArrayList<>();
        check("the ledger balances", ledger.balances(), broken);
        check("something was appended", ledger.appended() > 0, broken);
        check("nothing was delivered", ledger.delivered() == 0, broken);
        check("the bound holds", held <= QUEUE_BYTES + GAPS_BYTES + ALLOWANCE_BYTES, broken);
        check("append never throws: " + failure.get(), failure.get() == null, broken);
        broken.forEach(promise -> System.out.println("  broken: " + promise));
        return broken.isEmpty();
    }

    private static void check(String promise, boolean kept, List<String> broken) {
        if (!kept) {
            broken.add(promise);
        }
    }

    private long usedBytes() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private void flatOut(long endNanos) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> append(endNanos), "flat-out-" + i);
            thread.setUncaughtExceptionHandler((who, thrown) -> failure.set(thrown));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void append(long endNanos) {
        ch.qos.logback.classic.Logger logger = context.getLogger("flat.out");
        for (int i = 0; System.nanoTime() < endNanos; i++) {
            LoggingEvent event = new LoggingEvent(
                    SmallHeapCase.class.getName(), logger, Level.INFO, texts.get(i % texts.size()), null, null);
            event.setMDCPropertyMap(shards.get(i % STREAMS));
            appender.doAppend(event);
        }
    }

    /** Random texts, because compressible lines would prove nothing. */
    private static List<String> texts(int lineBytes) {
        Random random = new Random(lineBytes);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < Math.max(1, Math.min(1_000, TEXTS_BYTES / lineBytes)); i++) {
            StringBuilder text = new StringBuilder(lineBytes);
            random.ints(lineBytes, ' ' + 1, '~' + 1).forEach(c -> text.append((char) c));
            texts.add(text.toString());
        }
        return texts;
    }
}
