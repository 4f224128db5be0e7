package io.github.lokiline.spring.internal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs nothing: the application uses Log4j, and has no appender for it. Stateless. */
final class NoLog4jPlugin implements AppenderInstaller {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.lokiline");

    @Override
    public void attach(DeliveryProperties properties) {
        if (properties.isEnabled()) {
            LOGGER.warn("lokiline.url is ignored: the application logs by Log4j, and lokiline-log4j2-plugin is not on"
                    + " the class path; add it as a dependency");
        }
    }

    @Override
    public @Nullable DeliveryState current() {
        return null;
    }
}
