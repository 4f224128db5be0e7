package io.github.lokiline.compatibility.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Logs before, during and after Boot's start, prints {@value #STARTED}, waits for the end of its input, logs once more
 * and stops. It does not look for components: those of the {@link WebApplication} need other jars. Runs on the main thread.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
final class Application {

    static final String STARTED = "STARTED";
    static final String LEDGER = "LEDGER";

    /** The number of lines that each of the three parts logs. */
    static final int LINES = 20;

    private Application() {}

    public static void main(String[] args) throws IOException {
        log("before Boot starts");
        ConfigurableApplicationContext context = SpringApplication.run(Application.class, args);
        log("after Boot started");
        System.out.println(STARTED);
        waitForEndOfInput();
        log("before the end");
        if (ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", null)) {
            Ledgers.print();
        }
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
}
