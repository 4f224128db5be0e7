package io.github.lokiline.spring.internal;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.util.ClassUtils;

/** Installs the starter's appender at the root logger of the application's logging framework. */
interface AppenderInstaller {
    /**
     * Removes the previous appender, and installs one if delivery is enabled.
     *
     * @throws UnreadablePropertyException if a property cannot be read; no appender is then installed
     */
    void attach(DeliveryProperties properties);

    /** Does the same, and logs a warning if a property cannot be read. */
    default void attachOrWarn(DeliveryProperties properties) {
        try {
            attach(properties);
        } catch (UnreadablePropertyException e) {
            LoggerFactory.getLogger("io.github.lokiline").warn("{}. No appender is installed.", e.getMessage());
        }
    }

    /** Returns the state of the starter's appender, or of one in the framework's configuration; null if there is none. */
    @Nullable
    DeliveryState current();

    /** Returns the installer for the framework that SLF4J uses; null for another than Logback and Log4j. */
    static @Nullable AppenderInstaller find() {
        LogbackInstaller logback = isPresent("ch.qos.logback.classic.LoggerContext") ? LogbackInstaller.find() : null;
        if (logback != null || !isPresent("org.apache.logging.log4j.core.LoggerContext")) {
            return logback;
        }
        return isPresent("io.github.lokiline.log4j2.Log4jLokiAppender") ? Log4jInstaller.find() : new NoLog4jPlugin();
    }

    private static boolean isPresent(String name) {
        return ClassUtils.isPresent(name, AppenderInstaller.class.getClassLoader());
    }
}
