package io.github.lokiline.request.internal;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * One request from the first filter to its completion, on any number of threads. The MDC entries never change; the
 * thread that ends the request completes the exchange.
 */
public final class RequestExchange implements AsyncListener {

    private static final String ATTRIBUTE = RequestExchange.class.getName();

    private final HttpServletResponse response;
    private final Map<String, String> entries = new HashMap<>();
    private final AccessLogLine line;
    private final boolean silent;
    private volatile @Nullable Throwable failure;

    public RequestExchange(
            HttpServletRequest request,
            HttpServletResponse response,
            List<HeaderMapping> headers,
            PathPatterns skipped,
            boolean traced) {
        this.response = response;
        this.line = new AccessLogLine(request);
        this.silent = skipped.matches(RequestPaths.withinApplication(request));
        for (HeaderMapping header : headers) {
            String value = request.getHeader(header.name());
            if (value != null) {
                entries.put(header.key(), HeaderMapping.clean(value));
            }
        }
        TraceParent trace = traced ? TraceParent.of(request.getHeader(TraceParent.HEADER)) : null;
        if (trace != null && MDC.get("trace_id") == null) {
            entries.put("trace_id", trace.traceId());
            entries.put("span_id", trace.spanId());
        }
        String id = RequestIds.of(request.getHeader(RequestIds.HEADER));
        entries.put(RequestIds.KEY, id);
        request.setAttribute(ATTRIBUTE, this);
        response.setHeader(RequestIds.HEADER, id);
    }

    public static @Nullable RequestExchange find(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestExchange known ? known : null;
    }

    /** Puts the entries into the current thread's MDC. */
    public void putMdc() {
        entries.forEach(MDC::put);
    }

    /**
     * Records an exception of an asynchronous dispatch. The container passes only a wrapper around it to {@link
     * #onError}.
     */
    public void recordFailure(Throwable thrown) {
        failure = thrown;
    }

    /**
     * Completes the request when it leaves its first thread, or waits for the container if the request has become
     * asynchronous.
     */
    public void completeOrAwait(HttpServletRequest request, @Nullable Throwable thrown) {
        if (thrown != null || !listenIfAsync(request)) {
            complete(thrown);
        }
    }

    private boolean listenIfAsync(HttpServletRequest request) {
        try {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(this);
                return true;
            }
            return false;
        } catch (IllegalStateException completedMeanwhile) {
            return false;
        }
    }

    private void complete(@Nullable Throwable thrown) {
        if (!silent) {
            line.log(response, thrown);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        MdcSnapshot before = MdcSnapshot.current();
        putMdc();
        try {
            complete(failure);
        } finally {
            before.restore();
        }
    }

    /** Does nothing: the container completes the request afterwards. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {
        if (failure == null) {
            failure = event.getThrowable();
        }
    }

    /**
     * Registers again, because the container drops its listeners when a dispatched request becomes asynchronous once
     * more.
     */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
