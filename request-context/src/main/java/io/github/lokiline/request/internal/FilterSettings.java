package io.github.lokiline.request.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The settings of a filter, for servlets or reactive. Thread-safe. */
public final class FilterSettings {
    /** The paths most often used by Kubernetes guides, Spring Boot Actuator and load balancers. */
    private static final String HEALTH_CHECKS =
            "/health, /healthz, /livez, /readyz, /ping, /actuator/health, /actuator/health/*";

    private volatile List<HeaderMapping> headers = List.of();
    private volatile PathPatterns skipped = PathPatterns.parse(HEALTH_CHECKS);
    private volatile boolean traced = !TracerIds.hasAgent(ClassLoader.getSystemClassLoader());

    public void setHeaders(String headers) {
        this.headers = HeaderMapping.parse(headers);
    }

    public void setSkip(String skip) {
        this.skipped = PathPatterns.parse(skip);
    }

    public void setTraceparent(String traceparent) {
        String value = traceparent.strip();
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("traceparent \"" + value + "\": must be true or false");
        }
        this.traced = Boolean.parseBoolean(value);
    }

    /** Returns whether requests of a path within the application log no line. */
    boolean isSkipped(String path) {
        return skipped.matches(path);
    }

    /**
     * Returns the MDC entries of a request, except for those of its tracer.
     *
     * @param header returns the value of a header, or null
     * @param hasTracer true if the MDC has a tracer's ids
     */
    Map<String, String> entries(Function<String, @Nullable String> header, boolean hasTracer) {
        Map<String, String> entries = new HashMap<>();
        for (HeaderMapping mapping : headers) {
            String value = header.apply(mapping.name());
            if (value != null) {
                entries.put(mapping.key(), HeaderMapping.clean(value));
            }
        }
        TraceParent trace = traced && !hasTracer ? TraceParent.of(header.apply(TraceParent.HEADER)) : null;
        if (trace != null) {
            entries.put("trace_id", trace.traceId());
            entries.put("span_id", trace.spanId());
        }
        entries.put(RequestIds.KEY, RequestIds.of(header.apply(RequestIds.HEADER)));
        return entries;
    }
}
