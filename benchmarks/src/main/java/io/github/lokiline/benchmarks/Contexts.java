package io.github.lokiline.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.Objects;

/** Logger contexts, configured from this module's XML files as a user would configure his. */
final class Contexts {

    private Contexts() {}

    /** As Logback's own provider makes it for SLF4J: with its name and with its MDC. */
    static LoggerContext empty() {
        LoggerContext context = new LoggerContext();
        context.setName("orders");
        context.setMDCAdapter(new LogbackMDCAdapter());
        return context;
    }

    /** @param url what the file calls {@code ${url}} */
    static LoggerContext configured(String file, String url) {
        LoggerContext context = empty();
        context.putProperty("url", url);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        URL resource = Objects.requireNonNull(Contexts.class.getResource("/" + file), file);
        try {
            configurator.doConfigure(resource);
        } catch (JoranException e) {
            throw new IllegalStateException("cannot configure from " + file, e);
        }
        return context;
    }
}
