package io.github.lokiline.request.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** A copy of a thread's MDC, which can be restored on any thread. Immutable. */
public final class MdcSnapshot {
    private final @Nullable Map<String, String> entries;

    private MdcSnapshot(@Nullable Map<String, String> entries) {
        this.entries = entries;
    }

    /** Copies the current thread's MDC. */
    public static MdcSnapshot current() {
        return new MdcSnapshot(MDC.getCopyOfContextMap());
    }

    /** Replaces the current thread's MDC with this copy. */
    public void restore() {
        if (entries == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(entries);
        }
    }
}
