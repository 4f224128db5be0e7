package io.github.lokiline.benchmarks.jmh;

import io.github.lokiline.benchmarks.contender.Log4jLayout;
import io.github.lokiline.benchmarks.contender.Log4jPusherKind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the CPU time of Log4j's layouts and appenders on the logging thread, because wall-clock time is unreliable
 * on a shared machine. If possible, contenders take turns within one process, in short rounds.
 *
 * <pre>
 * Log4jCost encode
 * Log4jCost append LOKILINE JSON_TEMPLATE
 * </pre>
 */
public final class Log4jCost {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 300;
    private static final int WARM_UP = 100;
    private static final int EVENTS = 5_000;
    private static final int DRAINED_ROUNDS = 40;
    private static final int DRAINED_WARM_UP = 20;

    private Log4jCost() {}

    /** Runs {@code encode}, or {@code append} with an appender and a layout. */
    public static void main(String[] args) {
        if (args[0].equals("encode")) {
            encode("typical", Log4jCost::typical);
            encode("reused", Log4jCost::reused);
            encode("exception", Log4jCost::exception);
        } else {
            append(Log4jPusherKind.valueOf(args[1]), Log4jLayout.valueOf(args[2]));
        }
        System.exit(0);
    }

    /** Encodes one event of a kind. */
    private interface Kind {
        int encode(Log4jEncodeBenchmark.Turn turn);
    }

    private static int typical(Log4jEncodeBenchmark.Turn turn) {
        return turn.encode(turn.fixed);
    }

    private static int reused(Log4jEncodeBenchmark.Turn turn) {
        return turn.encode(turn.reused);
    }

    private static int exception(Log4jEncodeBenchmark.Turn turn) {
        return turn.encode(turn.failed);
    }

    private static void encode(String name, Kind kind) {
        Log4jEncodeBenchmark.Turn ours = turn(Log4jLayout.LOKILINE);
        Log4jEncodeBenchmark.Turn theirs = turn(Log4jLayout.JSON_TEMPLATE);
        List<Double> lokilineNanos = new ArrayList<>();
        List<Double> jsonTemplateNanos = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double our = nanos(kind, ours);
            double their = nanos(kind, theirs);
            if (round >= WARM_UP) {
                lokilineNanos.add(our);
                jsonTemplateNanos.add(their);
            }
        }
        print(name + " LOKILINE", lokilineNanos);
        print(name + " JSON_TEMPLATE", jsonTemplateNanos);
    }

    private static Log4jEncodeBenchmark.Turn turn(Log4jLayout layout) {
        Log4jEncodeBenchmark.Turn turn = new Log4jEncodeBenchmark.Turn();
        turn.layout = layout;
        turn.prepare();
        return turn;
    }

    private static double nanos(Kind kind, Log4jEncodeBenchmark.Turn turn) {
        long before = THREADS.getCurrentThreadCpuTime();
        int written = 0;
        for (int i = 0; i < EVENTS; i++) {
            written |= kind.encode(turn);
        }
        long spent = THREADS.getCurrentThreadCpuTime() - before;
        if (written == 0) {
            throw new IllegalStateException("nothing is written");
        }
        return spent / (double) EVENTS;
    }

    private static void append(Log4jPusherKind appender, Log4jLayout layout) {
        Log4jAppendBenchmark.Running running = new Log4jAppendBenchmark.Running();
        running.appender = appender;
        running.layout = layout;
        running.start();
        Log4jAppendBenchmark benchmark = new Log4jAppendBenchmark();
        List<Double> nanos = new ArrayList<>();
        for (int round = 0; round < DRAINED_ROUNDS; round++) {
            long before = THREADS.getCurrentThreadCpuTime();
            benchmark.append(running);
            long spent = THREADS.getCurrentThreadCpuTime() - before;
            running.drain();
            if (round >= DRAINED_WARM_UP) {
                nanos.add(spent / (double) Log4jAppendBenchmark.APPENDED);
            }
        }
        running.stop();
        print("append " + appender + " " + layout, nanos);
    }

    private static void print(String what, List<Double> nanos) {
        nanos.sort(null);
        System.out.printf(
                Locale.ROOT, "%s: median %.0f ns, least %.0f ns%n", what, nanos.get(nanos.size() / 2), nanos.get(0));
    }
}
