package io.github.lokiline.request.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What a thread's MDC held at a time, to be put there again, or into another thread's. Immutable. */
public final class MdcSnapshot {

    private final @Nullable Map<String, String> entries;

    private MdcSnapshot(@Nullable Map<String, String> entries) {
        this.entries = entries;
    }

    /** The current thread's. */
    public static MdcSnapshot current() {
        return new MdcSnapshot(MDC.getCopyOfContextMap());
    }

    /** Makes it the current thread's, in place of what is there. */
    public void restore() {
        if (entries == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(entries);
        }
    }
}
