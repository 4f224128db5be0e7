package io.github.lokiline.spring.internal;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Installs the appender as soon as Spring Boot has configured logging, before the application context exists, so that
 * the events of its start are delivered too. Stateless; called on the main thread.
 */
final class LokilineLoggingListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    /** Runs directly after the listener that configures logging. */
    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        // There is no Logback context if the application uses Log4j 2.
        if (ClassUtils.isPresent(
                "ch.qos.logback.classic.LoggerContext", getClass().getClassLoader())) {
            AppenderInstaller.attach(event.getEnvironment());
        }
    }
}
