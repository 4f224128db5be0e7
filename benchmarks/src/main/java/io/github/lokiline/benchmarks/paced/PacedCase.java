package io.github.lokiline.benchmarks.paced;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.lokiline.benchmarks.contender.LineMode;
import io.github.lokiline.benchmarks.contender.LogbackEvents;
import io.github.lokiline.benchmarks.contender.Pusher;
import io.github.lokiline.benchmarks.contender.PusherKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.slf4j.LoggerFactory;

/** One contender of {@link PacedComparison}, in its process: logs and prints the figures of each window. */
final class PacedCase {
    /** Faster than any pace, and slow enough that no queue gets full. */
    private static final int WARM_UP_RATE = 100_000;

    private final PacedOptions options;
    private final Pusher pusher;
    private final LogbackEvents events;

    private PacedCase(PusherKind kind, String url, PacedOptions options) {
        this.options = options;
        this.pusher = kind.start(LineMode.JSON, url);
        this.events = new LogbackEvents(pusher.context());
    }

    public static void main(String[] args) throws Exception {
        // The contenders' libraries must not log: at DEBUG, their output would dominate the measurement.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        List<String> words = List.of(args);
        PacedCase one =
                new PacedCase(PusherKind.valueOf(args[0]), args[1], PacedOptions.parse(words.subList(2, words.size())));
        one.run();
        one.pusher.close();
        System.exit(0);
    }

    private void run() throws Exception {
        print(
                log(0, Window.YOUNG.to, options.rate()),
                Window.FIRST_1000,
                Window.FIRST_10000,
                Window.FIRST_100000,
                Window.YOUNG);
        if (options.warmUp() > 0) {
            log(Window.YOUNG.to, Window.YOUNG.to + (long) options.warmUp(), WARM_UP_RATE);
            print(log(Window.WARM.from, Window.WARM.to, options.rate()), Window.WARM);
        }
        pusher.drain();
        System.out.println("ALL.dropped=" + pusher.dropped());
    }

    private List<PacedThread> log(long from, long end, int rate) throws Exception {
        List<PacedThread> loads = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.threads(); i++) {
            PacedThread.Share share = new PacedThread.Share(from + i, options.threads(), end, rate);
            String name = "http-nio-8080-exec-" + i;
            loads.add(new PacedThread(pusher.appender(), events(name), share));
            threads.add(thread(name, loads.get(i)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return loads;
    }

    private IntFunction<ILoggingEvent> events(String thread) {
        IntFunction<Map<String, String>> contexts = options.mdc().contexts();
        return number -> events.typical(number, contexts.apply(number), thread);
    }

    private Thread thread(String name, Runnable load) throws ReflectiveOperationException {
        if (options.virtual()) {
            // Java 21's, of which the benchmarks' Java 17 does not know.
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, load);
        }
        Thread thread = new Thread(load, name);
        thread.start();
        return thread;
    }

    private static void print(List<PacedThread> loads, Window... windows) {
        for (Window window : windows) {
            PacedFigures all = new PacedFigures(window);
            loads.forEach(load -> load.addTo(all));
            System.out.print(all.lines());
        }
    }
}
