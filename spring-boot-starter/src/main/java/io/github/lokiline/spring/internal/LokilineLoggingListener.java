package io.github.lokiline.spring.internal;

import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Installs the appender as soon as Spring Boot has configured logging, before the application context exists, so that
 * the events of its start are delivered too. Stateless; called on the main thread.
 *
 * <p>In a test it waits for the context, which brings the properties of {@code @DynamicPropertySource}; the first event
 * of a start is logged later.
 */
final class LokilineLoggingListener implements ApplicationListener<SpringApplicationEvent>, Ordered {
    /** The source that Spring Cloud gives the environment of its bootstrap context, which has no application's name. */
    private static final String BOOTSTRAP = "bootstrap";

    /** Runs directly after the listener that configures logging. */
    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
            ConfigurableEnvironment environment = prepared.getEnvironment();
            boolean isBootstrap = environment.getPropertySources().contains(BOOTSTRAP);
            attach(environment, !isBootstrap && !SpringTestContext.owns(environment));
        } else if (event instanceof ApplicationContextInitializedEvent initialized) {
            Environment environment = initialized.getApplicationContext().getEnvironment();
            attach(environment, SpringTestContext.owns(environment));
        }
    }

    private static void attach(Environment environment, boolean isItsTime) {
        AppenderInstaller installer = isItsTime ? AppenderInstaller.find() : null;
        if (installer != null) {
            installer.attachOrWarn(new DeliveryProperties(environment));
        }
    }
}
