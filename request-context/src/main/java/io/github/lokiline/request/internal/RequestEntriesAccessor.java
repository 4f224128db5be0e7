package io.github.lokiline.request.internal;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Propagates a request's MDC entries from Reactor's context to the thread that works for it, and leaves all other entries
 * of the MDC alone. Thread-safe.
 */
public final class RequestEntriesAccessor implements ThreadLocalAccessor<Map<String, String>> {
    /** The key in Reactor's context. */
    public static final String KEY = "io.github.lokiline.request";

    private static final ThreadLocal<@Nullable Map<String, String>> CURRENT = new ThreadLocal<>();

    /** Registers an accessor in place of a previous one. */
    public static void register() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new RequestEntriesAccessor());
    }

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable Map<String, String> getValue() {
        return CURRENT.get();
    }

    @Override
    public void setValue(Map<String, String> entries) {
        setValue();
        CURRENT.set(entries);
        entries.forEach(MDC::put);
    }

    /** Removes the entries of the request that the thread worked for. */
    @Override
    public void setValue() {
        Map<String, String> previous = CURRENT.get();
        if (previous != null) {
            previous.keySet().forEach(MDC::remove);
            CURRENT.remove();
        }
    }
}
