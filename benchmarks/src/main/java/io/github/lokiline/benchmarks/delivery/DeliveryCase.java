package io.github.lokiline.benchmarks.delivery;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.lokiline.benchmarks.contender.LineMode;
import io.github.lokiline.benchmarks.contender.LogbackEvents;
import io.github.lokiline.benchmarks.contender.Pusher;
import io.github.lokiline.benchmarks.contender.PusherKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import org.slf4j.LoggerFactory;

/**
 * One contender of {@link DeliveryComparison}, in its process. Owned by one thread.
 *
 * <p>It prints its progress and waits for a command to continue, so that the sink can be prepared and can settle:
 *
 * <pre>
 * warm                               the classes are loaded and compiled, and the warm-up's events are delivered
 * sent 40000 1763719845123           the number of events, and the time of the first one
 * callerCpuNanos=1.2 dropped=0 …     the figures
 * </pre>
 */
final class DeliveryCase {

    private static final int WARM_UP_RATE = 50_000;
    private static final int HUGE_LINE_BYTES = 256 * 1024;

    private final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final DeliveryOptions options;
    private final Pusher pusher;
    private final IntFunction<ILoggingEvent> events;

    private DeliveryCase(PusherKind kind, String url, DeliveryOptions options) {
        this.options = options;
        this.pusher = kind.start(options.lines(), url);
        this.events = events(new LogbackEvents(pusher.context()), options);
    }

    public static void main(String[] args) throws Exception {
        // The contenders' libraries must not log: at DEBUG, their output would dominate the measurement.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        List<String> words = List.of(args);
        DeliveryOptions options = DeliveryOptions.parse(words.subList(2, words.size()));
        DeliveryCase one = new DeliveryCase(PusherKind.valueOf(args[0]), args[1], options);
        one.run();
        one.pusher.close();
        System.exit(0);
    }

    private static IntFunction<ILoggingEvent> events(LogbackEvents events, DeliveryOptions options) {
        if (options.question() == Scenario.BURST) {
            StringBuilder text = new StringBuilder(HUGE_LINE_BYTES);
            new Random(1).ints(HUGE_LINE_BYTES - 100L, ' ' + 1, '~' + 1).forEach(c -> text.append((char) c));
            return number -> events.saying("request " + number + " " + text);
        }
        return options.lines() == LineMode.JSON ? events::typical : events::prepared;
    }

    private void run() throws IOException, InterruptedException {
        warmUp();
        long keptBefore = Footprint.keptBytes();
        long droppedBefore = pusher.dropped();
        say("warm");
        Footprint before = Footprint.now();
        long startMillis = System.currentTimeMillis();
        if (options.question() == Scenario.IDLE) {
            idle();
            return;
        }
        LoggingThreads loads = LoggingThreads.start(pusher.appender(), events, load());
        if (options.question() == Scenario.KILLED) {
            tellHowFar(loads);
        }
        loads.join(0);
        say("sent " + loads.appended() + " " + startMillis);
        pusher.drain();
        figure("dropped", pusher.dropped() - droppedBefore);
        print(loads, before, keptBefore);
    }

    private LoggingThread.Load load() {
        // A process that will be killed must not end before.
        int more = options.question() == Scenario.KILLED ? 60 : 0;
        return new LoggingThread.Load(options.rate(), options.seconds() + more, options.events());
    }

    /**
     * First at full speed, then at the measured rate, because another rate is compiled again. Negative numbers are not
     * counted.
     */
    private void warmUp() throws InterruptedException {
        if (options.question() == Scenario.BURST) {
            warmUp(new LogbackEvents(pusher.context())::prepared, WARM_UP_RATE);
        } else {
            warmUp(events, Math.max(WARM_UP_RATE, options.rate()));
            warmUp(events, options.rate() == 0 ? WARM_UP_RATE : options.rate());
        }
    }

    private void warmUp(IntFunction<ILoggingEvent> warming, int rate) throws InterruptedException {
        LoggingThread.Load load = new LoggingThread.Load(rate, options.warmUpSeconds(), Integer.MAX_VALUE);
        LoggingThreads.start(pusher.appender(), number -> warming.apply(-1 - number), load)
                .join(0);
        pusher.drain();
    }

    private void idle() throws InterruptedException {
        Thread.sleep(Footprint.SETTLING_MILLIS);
        Footprint before = Footprint.now();
        Thread.sleep(1_000L * options.seconds());
        Footprint after = Footprint.now();
        figure("idleMillisPerSecond", (after.cpuNanos() - before.cpuNanos()) / 1e6 / options.seconds());
    }

    private static void tellHowFar(LoggingThreads loads) throws InterruptedException {
        while (!loads.join(50)) {
            System.out.println("below " + loads.appendedBelow() + " " + System.currentTimeMillis());
        }
    }

    private void print(LoggingThreads loads, Footprint before, long keptBefore) {
        Footprint after = Footprint.now();
        double events = loads.appended();
        figure("median", loads.latencies().nanosAt(0.5));
        figure("p99", loads.latencies().nanosAt(0.99));
        figure("p999", loads.latencies().nanosAt(0.999));
        figure("callerCpu", loads.cpuNanos() / events);
        figure("callerBytes", loads.allocatedBytes() / events);
        figure("processCpu", after.cpuNanos() - before.cpuNanos());
        figure("callersCpu", loads.cpuNanos());
        figure("workersCpu", after.threadsNanos() - before.threadsNanos());
        figure("keptKilobytes", (Footprint.keptBytes() - keptBefore) / 1024.0);
    }

    private void say(String what) throws IOException {
        System.out.println(what);
        input.readLine();
    }

    private static void figure(String name, long value) {
        System.out.println(name + "=" + value);
    }

    private static void figure(String name, double value) {
        System.out.printf(Locale.ROOT, "%s=%.1f%n", name, value);
    }
}
