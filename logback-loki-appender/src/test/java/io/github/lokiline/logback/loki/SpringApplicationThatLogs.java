package io.github.lokiline.logback.loki;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Spring Boot application that logs before and after its start and ends with its input. It finds Spring by
 * reflection, so that one source runs with every version.
 */
public class SpringApplicationThatLogs {
    private static final Logger LOG = LoggerFactory.getLogger(SpringApplicationThatLogs.class);

    /** Made by Spring. */
    public SpringApplicationThatLogs() {}

    /** Runs the application. */
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 50; i++) {
            LOG.info("before the start {}", i);
        }
        Class.forName("org.springframework.boot.SpringApplication")
                .getMethod("run", Class.class, String[].class)
                .invoke(null, SpringApplicationThatLogs.class, args);
        for (int i = 0; i < 50; i++) {
            LOG.info("after the start {}", i);
        }
        System.out.println("the application runs");
        while (System.in.read() >= 0) {
            // waits for the end of its input
        }
    }
}
