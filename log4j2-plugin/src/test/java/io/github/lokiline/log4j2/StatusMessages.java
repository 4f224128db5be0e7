package io.github.lokiline.log4j2;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;

/** What Log4j's status logger is told while this listens. Thread-safe. */
final class StatusMessages implements StatusListener {
    private final List<StatusData> heard = new CopyOnWriteArrayList<>();

    private StatusMessages() {}

    static StatusMessages listen() {
        StatusMessages messages = new StatusMessages();
        StatusLogger.getLogger().registerListener(messages);
        return messages;
    }

    @Override
    public void log(StatusData data) {
        heard.add(data);
    }

    @Override
    public Level getStatusLevel() {
        return Level.TRACE;
    }

    List<String> errors() {
        return at(Level.ERROR);
    }

    List<String> warnings() {
        return at(Level.WARN);
    }

    List<String> infos() {
        return at(Level.INFO);
    }

    List<String> all() {
        return heard.stream()
                .map(data -> data.getMessage().getFormattedMessage())
                .toList();
    }

    private List<String> at(Level level) {
        return heard.stream()
                .filter(data -> data.getLevel().equals(level))
                .map(data -> data.getMessage().getFormattedMessage())
                .toList();
    }

    void end() {
        StatusLogger.getLogger().removeListener(this);
    }

    /** Log4j does so when it forgets a listener. */
    @Override
    public void close() {}
}
