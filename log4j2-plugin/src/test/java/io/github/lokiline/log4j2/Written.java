package io.github.lokiline.log4j2;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logging through a logger into a layout of ours. Thread-safe. */
public final class Written implements AutoCloseable {
    private final Logs logs;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Written(Logs logs) {
        this.logs = logs;
    }

    /** The layout, as the configuration has it. */
    public static Written by(String layout) {
        Logs logs =
                Logs.document("<Configuration><Properties><Property name='region' value='eu'/></Properties><Appenders>"
                        + "<Console name='CONSOLE'>" + layout
                        + "</Console></Appenders><Loggers><Root level='ALL'/></Loggers></Configuration>");
        Written written = new Written(logs);
        AbstractStructuredLayout used = (AbstractStructuredLayout) logs.context()
                .getConfiguration()
                .<org.apache.logging.log4j.core.Appender>getAppender("CONSOLE")
                .getLayout();
        Keeper keeper = new Keeper(used, written.lines);
        keeper.start();
        logs.context().getRootLogger().addAppender(keeper);
        return written;
    }

    public Logger logger() {
        return logs.logger();
    }

    StatusMessages status() {
        return logs.status();
    }

    public List<String> lines() {
        return lines;
    }

    String line() {
        return lines.get(lines.size() - 1);
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(line());
    }

    @Override
    public void close() {
        logs.close();
    }

    private static final class Keeper extends AbstractAppender {
        private final List<String> lines;

        Keeper(AbstractStructuredLayout layout, List<String> lines) {
            super("KEEPER", null, layout, true, Property.EMPTY_ARRAY);
            this.lines = lines;
        }

        @Override
        public void append(LogEvent event) {
            lines.add(new String(getLayout().toByteArray(event), StandardCharsets.UTF_8));
        }
    }
}
