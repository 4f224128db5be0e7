package io.github.lokiline.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What a thread's MDC held at a time, to be put there again, or into another thread's. Immutable. */
final class LogContext {

    private final @Nullable Map<String, String> entries;

    private LogContext(@Nullable Map<String, String> entries) {
        this.entries = entries;
    }

    /** The current thread's. */
    static LogContext current() {
        return new LogContext(MDC.getCopyOfContextMap());
    }

    /** Makes it the current thread's, in place of what is there. */
    void restore() {
        if (entries == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(entries);
        }
    }
}
