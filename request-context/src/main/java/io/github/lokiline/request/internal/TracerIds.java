package io.github.lokiline.request.internal;

import jakarta.servlet.ServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The ids of a tracer: in the MDC of a request's thread, or added to each event by an agent. Stateless. */
final class TracerIds {
    /** The names of OpenTelemetry, and of Micrometer and Brave. */
    private static final List<String> KEYS = List.of("trace_id", "span_id", "traceId", "spanId");

    /** Its class loader hides all other classes of the agent. */
    private static final String AGENT = "io.opentelemetry.javaagent.OpenTelemetryAgent";

    private TracerIds() {}

    /** Returns the ids in the current thread's MDC. */
    static Map<String, String> current() {
        return ids(MDC::get);
    }

    /** Returns the ids of the server's span that OpenTelemetry's Java agent sets at a request of Tomcat, for access logs. */
    static Map<String, String> of(ServletRequest request) {
        return ids(key -> request.getAttribute(key) instanceof String id ? id : null);
    }

    private static Map<String, String> ids(Function<String, @Nullable String> source) {
        Map<String, String> ids = new TreeMap<>();
        for (String key : KEYS) {
            String id = source.apply(key);
            if (id != null) {
                ids.put(key, id);
            }
        }
        return ids;
    }

    /** Returns whether OpenTelemetry's Java agent runs, which adds its ids to events that have none. */
    static boolean hasAgent(ClassLoader system) {
        try {
            return system.loadClass(AGENT) != null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
