package io.github.lokiline.compatibility.boot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves orders by Spring MVC or WebFlux, whichever is present, and prints its port. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class WebApplication {

    static final String PORT = "PORT ";

    private static final Logger LOGGER = LoggerFactory.getLogger("orders");

    public static void main(String[] args) throws IOException {
        List<Class<?>> sources = new ArrayList<>(List.of(WebApplication.class));
        boolean isReactive = ClassUtils.isPresent("org.springframework.web.reactive.DispatcherHandler", null);
        sources.add(isReactive ? LaterByReactor.class : LaterByServlet.class);
        ConfigurableApplicationContext context = SpringApplication.run(sources.toArray(new Class<?>[0]), args);
        System.out.println(PORT + context.getEnvironment().getProperty("local.server.port"));
        System.out.println(Application.STARTED);
        Application.waitForEndOfInput();
        System.exit(SpringApplication.exit(context));
    }

    @GetMapping("/orders/{id}")
    String order(@PathVariable("id") int id) {
        LOGGER.info("order {}", id);
        return "paid";
    }

    @GetMapping("/fails")
    String fail() {
        LOGGER.info("about to fail");
        throw new IllegalStateException("no stock");
    }

    static String answer(String kind) {
        LOGGER.info("later by {}", kind);
        return "paid";
    }
}
