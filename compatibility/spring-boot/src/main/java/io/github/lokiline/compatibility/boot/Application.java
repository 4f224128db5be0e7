package io.github.lokiline.compatibility.boot;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.github.lokiline.logback.loki.LokiAppender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Logs before, during and after Boot's start, prints {@value #STARTED}, waits for the end of its input, logs once more
 * and stops. Runs on the main thread.
 */
@SpringBootApplication(proxyBeanMethods = false)
final class Application {

    static final String STARTED = "STARTED";
    static final String LEDGER = "LEDGER";

    /** The number of lines that each of the three parts logs. */
    static final int LINES = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Application() {}

    public static void main(String[] args) throws IOException {
        log("before Boot starts");
        ConfigurableApplicationContext context = SpringApplication.run(Application.class, args);
        log("after Boot started");
        System.out.println(STARTED);
        waitForEndOfInput();
        log("before the end");
        printLedgers();
        System.exit(SpringApplication.exit(context));
    }

    private static void log(String when) {
        // Not a static logger: the first one must find the class path as main has it.
        Logger log = LoggerFactory.getLogger("application");
        for (int number = 1; number <= LINES; number++) {
            log.info("line {} {}", number, when);
        }
    }

    static void waitForEndOfInput() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            // The input's content does not matter.
        }
    }

    /** Prints for each appender whether its ledger balances, and the counts. */
    private static void printLedgers() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Iterator<Appender<ILoggingEvent>> appenders =
                context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof LokiAppender appender && appender.isStarted()) {
                boolean flushed = appender.flush(PATIENCE);
                System.out.println(LEDGER + " flushed=" + flushed + " balances="
                        + appender.ledger().balances() + " " + appender.ledger());
            }
        }
    }
}
