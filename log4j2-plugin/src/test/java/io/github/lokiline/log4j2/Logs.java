package io.github.lokiline.log4j2;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;

/** Logging configured from XML, as an application's is, in a context of its own. Owned by the test's thread. */
final class Logs implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);

    private final StatusMessages status = StatusMessages.listen();
    private final LoggerContext context;

    private Logs(LoggerContext context) {
        this.context = context;
    }

    /** One Loki appender with these attributes and elements, attached to root. */
    static Logs with(String attributes, String... elements) {
        return configured(appender("LOKI", attributes, elements), "LOKI");
    }

    /** These appenders, attached to root. */
    static Logs configured(String appenders, String... refs) {
        return in(new LoggerContext("test"), appenders, refs);
    }

    /** The same in a context of another kind. */
    static Logs in(LoggerContext context, String appenders, String... refs) {
        Logs logs = new Logs(context);
        context.start(logs.parse(rooted(appenders, refs)));
        return logs;
    }

    /** A whole document. */
    static Logs document(String xml) {
        return document(xml, Map.of());
    }

    /** A whole document, with properties that are set in code. */
    static Logs document(String xml, Map<String, String> properties) {
        Logs logs = new Logs(new LoggerContext("test"));
        Configuration parsed = logs.parse(xml);
        parsed.getProperties().putAll(properties);
        logs.context.start(parsed);
        return logs;
    }

    static String appender(String name, String attributes, String... elements) {
        return "<Loki name='" + name + "' " + attributes + ">" + String.join("\n", elements) + "</Loki>";
    }

    /** Replaces what is configured, as Log4j does when its file has changed. */
    void configure(String appenders, String... refs) {
        context.reconfigure(parse(rooted(appenders, refs)));
    }

    /** A document with these appenders, attached to root. */
    private static String rooted(String appenders, String... refs) {
        StringBuilder xml = new StringBuilder("<Configuration><Appenders>")
                .append(appenders)
                .append("</Appenders><Loggers><Root level='DEBUG'>");
        for (String ref : refs) {
            xml.append("<AppenderRef ref='").append(ref).append("'/>");
        }
        return xml.append("</Root></Loggers></Configuration>").toString();
    }

    private Configuration parse(String xml) {
        try {
            byte[] document = xml.getBytes(StandardCharsets.UTF_8);
            return new XmlConfiguration(context, new ConfigurationSource(new ByteArrayInputStream(document)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    LoggerContext context() {
        return context;
    }

    Logger logger() {
        return context.getLogger("com.acme.Orders");
    }

    Log4jLokiAppender appender() {
        return appender("LOKI");
    }

    /** Null where there is none. */
    Log4jLokiAppender appender(String name) {
        return context.getConfiguration().getAppender(name);
    }

    StatusMessages status() {
        return status;
    }

    @Override
    public void close() {
        context.stop(0, TimeUnit.SECONDS);
        status.end();
    }
}
