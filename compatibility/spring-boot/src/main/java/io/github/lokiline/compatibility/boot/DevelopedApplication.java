package io.github.lokiline.compatibility.boot;

import java.io.IOException;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Lets the developer tools restart it once, as after a changed class, and Spring Cloud refresh it then, as after a changed
 * configuration. Runs on the main threads of the developer tools.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class DevelopedApplication {

    /** Survives the restart: all classes of the application are loaded again. */
    private static final String RESTARTED = "lokiline.test.restarted";

    public static void main(String[] args) throws IOException {
        ConfigurableApplicationContext context = SpringApplication.run(DevelopedApplication.class, args);
        if (!Boolean.getBoolean(RESTARTED)) {
            log("before the restart");
            System.setProperty(RESTARTED, "true");
            Restarter.getInstance().restart();
            return;
        }
        log("after the restart");
        context.getBean(ContextRefresher.class).refresh();
        log("after the refresh");
        System.out.println(Application.STARTED);
        Application.waitForEndOfInput();
        System.exit(SpringApplication.exit(context));
    }

    private static void log(String when) {
        LoggerFactory.getLogger("application").info("line {}", when);
    }
}
