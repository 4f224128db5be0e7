package io.github.lokiline.compatibility.reference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.spi.MutableThreadContextStack;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;
import org.apache.logging.log4j.util.SortedArrayStringMap;

/** Log4j with one appender {@code IT}, and a record of its status messages. Used by the test's thread only. */
final class Log4jRun implements AutoCloseable {
    private static final Marker AUDIT = MarkerManager.getMarker("AUDIT");

    private final List<StatusData> statuses = new CopyOnWriteArrayList<>();
    private final StatusListener listener = listener(statuses);
    private final LoggerContext context = new LoggerContext("test");

    private Log4jRun() {}

    static Log4jRun of(String appender) {
        Log4jRun run = new Log4jRun();
        StatusLogger.getLogger().registerListener(run.listener);
        String xml = "<Configuration><Appenders>" + appender
                + "</Appenders><Loggers><Root><AppenderRef ref='IT'/></Root></Loggers></Configuration>";
        try {
            Configuration configuration = new XmlConfiguration(
                    run.context,
                    new ConfigurationSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
            configuration.getProperties().put("region", "eu");
            run.context.start(configuration);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return run;
    }

    /** Returns attributes as XML. */
    static String text(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(attribute -> attribute.getKey() + "='" + attribute.getValue() + "'")
                .collect(Collectors.joining(" "));
    }

    /** Returns the status messages of lokiline's plugins at a level. */
    List<String> statuses(String level) {
        return statuses.stream()
                .filter(data -> data.getLevel().name().equals(level))
                .map(data -> data.getMessage().getFormattedMessage())
                .toList();
    }

    /** Returns the lines that the appender's layout writes for the sample. */
    List<String> lines() {
        var layout = context.getConfiguration().getAppender("IT").getLayout();
        return events().map(event -> LogEvents.shortened(layout.toByteArray(event)))
                .toList();
    }

    private static Stream<LogEvent> events() {
        Message entries = new MapMessage<>(Map.of("status_code", 200, "http.path", "/", "user", "Eve"));
        Message large = new MapMessage<>(Map.of("text", LogEvents.longValue()));
        Message nothing = new ObjectMessage(Collections.singletonMap("nothing", null));
        Message many = new MapMessage<>(LogEvents.manyEntries());
        return Stream.of(
                event(new ParameterizedMessage(LogEvents.TEXT, LogEvents.ARGUMENTS), LogEvents.deep()),
                event(entries, null),
                event(large, null),
                event(nothing, null),
                event(many, null),
                event(new ParameterizedMessage("wide"), LogEvents.wide()),
                event(new ParameterizedMessage("\u001b[1mbold"), null),
                event(new ParameterizedMessage("{\"a\":1}"), null),
                event(new ParameterizedMessage(LogEvents.longMessage()), null));
    }

    private static LogEvent event(Message message, Throwable thrown) {
        MutableInstant instant = new MutableInstant();
        instant.initFromEpochSecond(1_795_257_045L, 123_456_789);
        MutableThreadContextStack stack = new MutableThreadContextStack(List.of("outer", "inner"));
        return Log4jLogEvent.newBuilder()
                .setLoggerName("com.acme.Svc")
                .setLevel(Level.WARN)
                .setMarker(AUDIT)
                .setThreadName("main")
                .setMessage(message)
                .setThrown(thrown)
                .setInstant(instant)
                .setContextStack(stack)
                .setContextData(new SortedArrayStringMap(LogEvents.CONTEXT))
                .build();
    }

    private static StatusListener listener(List<StatusData> statuses) {
        return new StatusListener() {
            @Override
            public void log(StatusData data) {
                if (data.getMessage().getFormattedMessage().contains("Loki")
                        || data.getLevel().equals(Level.ERROR)) {
                    statuses.add(data);
                }
            }

            @Override
            public Level getStatusLevel() {
                return Level.INFO;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {
        context.stop(0, TimeUnit.SECONDS);
        StatusLogger.getLogger().removeListener(listener);
    }
}
