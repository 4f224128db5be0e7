package io.github.lokiline.benchmarks.start;

import ch.qos.logback.classic.LoggerContext;
import io.github.lokiline.benchmarks.contender.LogbackContexts;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * A process that configures Logback with lokiline's appender, for a Loki that is not there, and logs one event. Before, it
 * uses Logback and lambdas, as an application does that starts. With an argument it ends in an orderly way. Prints
 * {@code configure=250.0} in milliseconds.
 */
final class StartCase {
    private static final ClassLoadingMXBean CLASSES = ManagementFactory.getClassLoadingMXBean();

    private StartCase() {}

    public static void main(String[] args) {
        log(LogbackContexts.configured("nothing.xml", ""));
        List.of(args).forEach(System::getProperty);
        long classes = CLASSES.getTotalLoadedClassCount();
        long start = System.nanoTime();
        // The port of the discard service, where nothing listens.
        LoggerContext context = LogbackContexts.configured("lokiline-json.xml", "http://127.0.0.1:9");
        long configured = System.nanoTime();
        log(context);
        long logged = System.nanoTime();
        print("classes", (double) (CLASSES.getTotalLoadedClassCount() - classes));
        print("configure", (configured - start) / 1e6);
        print("event", (logged - configured) / 1e6);
        if (args.length == 0) {
            Runtime.getRuntime().halt(0);
        }
        // A JVM that writes a cache of its classes does so at its end.
        System.exit(0);
    }

    private static void log(LoggerContext context) {
        context.getLogger("com.example.shop.orders.OrderController")
                .atInfo()
                .addKeyValue("status_code", 200)
                .log("request {} completed", 17);
    }

    private static void print(String name, double value) {
        System.out.printf(Locale.ROOT, "%s=%.1f%n", name, value);
    }
}
