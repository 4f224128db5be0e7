package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import io.github.lokiline.logback.loki.internal.LogbackStatusReporter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.slf4j.MDC;

/** Logging configured from XML, as an application's is. Owned by the test's thread. */
final class Logs implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);

    private final LoggerContext context = new LoggerContext();

    private Logs() {
        context.setMDCAdapter(MDC.getMDCAdapter());
    }

    /** One LokiAppender with this body, attached to root. */
    static Logs with(String... properties) {
        return configured(appender("LOKI", properties) + root("LOKI"));
    }

    /** A whole configuration without its outer element. */
    static Logs configured(String xml) {
        Logs logs = new Logs();
        logs.configure(xml);
        return logs;
    }

    /** The environment preset, with context properties standing for the environment: {@code NAME, value} and so on. */
    static Logs preset(String... variables) {
        Logs logs = new Logs();
        for (int i = 0; i < variables.length; i += 2) {
            logs.context.putProperty(variables[i], variables[i + 1]);
        }
        logs.configure("<include resource='io/github/lokiline/logback/loki/defaults.xml'/>");
        return logs;
    }

    static String appender(String name, String... properties) {
        return "<appender name='" + name + "' class='" + LokiAppender.class.getName() + "'>"
                + String.join("\n", properties) + "</appender>";
    }

    static String root(String... appenders) {
        StringBuilder refs = new StringBuilder("<root level='DEBUG'>");
        for (String appender : appenders) {
            refs.append("<appender-ref ref='").append(appender).append("'/>");
        }
        return refs.append("</root>").toString();
    }

    void configure(String xml) {
        JoranConfigurator joran = new JoranConfigurator();
        joran.setContext(context);
        byte[] document = ("<configuration>" + xml + "</configuration>").getBytes(StandardCharsets.UTF_8);
        try {
            joran.doConfigure(new ByteArrayInputStream(document));
        } catch (JoranException e) {
            throw new AssertionError(e);
        }
    }

    LoggerContext context() {
        return context;
    }

    Logger logger() {
        return context.getLogger("com.acme.Orders");
    }

    LokiAppender appender() {
        return appender("LOKI");
    }

    LokiAppender appender(String name) {
        return (LokiAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(name);
    }

    /** What the appender warned of. */
    List<String> warnings() {
        return messages(Status.WARN);
    }

    List<String> infos() {
        return messages(Status.INFO);
    }

    List<Status> errors() {
        return statuses().stream()
                .filter(status -> status.getLevel() == Status.ERROR)
                .toList();
    }

    List<Status> statuses() {
        return context.getStatusManager().getCopyOfStatusList();
    }

    private List<String> messages(int level) {
        return statuses().stream()
                .filter(status ->
                        status.getOrigin() instanceof LogbackStatusReporter.Origin && status.getLevel() == level)
                .map(Status::getMessage)
                .toList();
    }

    @Override
    public void close() {
        context.stop();
    }
}
