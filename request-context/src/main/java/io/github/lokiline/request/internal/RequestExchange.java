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
 * One request from its first filter to its end, on however many threads. Its entries never change; it is completed by
 * whichever thread ends it.
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
        this.silent = skipped.match(RequestPaths.withinApplication(request));
        for (HeaderMapping listed : headers) {
            String value = request.getHeader(listed.name());
            if (value != null) {
                entries.put(listed.key(), HeaderMapping.clean(value));
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

    public static @Nullable RequestExchange of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestExchange known ? known : null;
    }

    /** Puts its entries into the current thread's MDC. */
    public void enter() {
        entries.forEach(MDC::put);
    }

    /** It failed where it was dispatched again; what the container makes of that is a wrapper around it. */
    public void failed(Throwable thrown) {
        failure = thrown;
    }

    /** The request leaves its first thread: it is over, unless it has become asynchronous. */
    public void leave(HttpServletRequest request, @Nullable Throwable thrown) {
        if (thrown != null || !listen(request)) {
            complete(thrown);
        }
    }

    private boolean listen(HttpServletRequest request) {
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
        enter();
        try {
            complete(failure);
        } finally {
            before.restore();
        }
    }

    /** The container goes on to complete it. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {
        if (failure == null) {
            failure = event.getThrowable();
        }
    }

    /** Asynchronous once more, after a dispatch; the container has forgotten its listeners. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
