package io.github.lokiline.log4j2;

import io.github.lokiline.json.FieldWriter;
import io.github.lokiline.json.JsonLineWriter;
import org.apache.logging.log4j.core.LogEvent;

/** A field of the application's own. Thread-safe. */
public final class ThreadPriority implements FieldWriter<LogEvent> {
    /** For the configuration. */
    public ThreadPriority() {}

    @Override
    public void write(LogEvent event, JsonLineWriter out) {
        out.name("priority");
        out.number(event.getThreadPriority());
    }
}
