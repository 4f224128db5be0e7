package io.github.lokiline.spring.internal;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Attaches the appender as soon as Spring Boot has configured logging, before there is an application context: what its
 * start logs is delivered too. Stateless; called on the main thread.
 */
final class LokilineLoggingListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    /** Right behind the one that configures logging. */
    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        // With Log4j 2 in its place there is no context of Logback's to attach anything to.
        if (ClassUtils.isPresent(
                "ch.qos.logback.classic.LoggerContext", getClass().getClassLoader())) {
            AppenderInstaller.attach(event.getEnvironment());
        }
    }
}
