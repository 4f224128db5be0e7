package io.github.lokiline.benchmarks.contender;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.Objects;

/** Creates logger contexts, configured from this module's XML files as a user would configure them. */
public final class LogbackContexts {

    private LogbackContexts() {}

    /** Returns a context as Logback's SLF4J provider creates it: with a name and with an MDC. */
    public static LoggerContext empty() {
        LoggerContext context = new LoggerContext();
        context.setName("orders");
        context.setMDCAdapter(new LogbackMDCAdapter());
        return context;
    }

    /**
     * Returns a context configured from a file of this module.
     *
     * @param url the value of {@code ${url}} in the file
     */
    public static LoggerContext configured(String file, String url) {
        LoggerContext context = empty();
        context.putProperty("url", url);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        URL resource = Objects.requireNonNull(LogbackContexts.class.getResource("/" + file), file);
        try {
            configurator.doConfigure(resource);
        } catch (JoranException e) {
            throw new IllegalStateException("cannot configure from " + file, e);
        }
        return context;
    }
}
