package io.github.lokiline.request.internal;

import io.github.lokiline.request.RequestContextFilter;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One request from the first filter to its completion, on any number of threads. The MDC entries never change, and contain
 * the ids of the tracer's server span; the thread that ends the request completes the exchange.
 */
public final class RequestExchange implements AsyncListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(RequestContextFilter.class);
    private static final String ATTRIBUTE = RequestExchange.class.getName();

    private static final int SERVER_ERROR = 500;

    private final HttpServletResponse response;
    private final Map<String, String> entries = TracerIds.current();
    /** Those of an agent, which adds them itself as long as its span is current. */
    private final Map<String, String> agentIds;

    private final AccessLogLine line;
    private final boolean silent;
    private final AtomicBoolean completed = new AtomicBoolean();
    private volatile @Nullable Throwable failure;

    public RequestExchange(HttpServletRequest request, HttpServletResponse response, FilterSettings settings) {
        this.response = response;
        this.agentIds = TracerIds.of(request);
        this.line = new AccessLogLine(LOGGER, request.getMethod(), RequestPaths.of(request));
        this.silent = settings.isSkipped(RequestPaths.withinApplication(request));
        entries.putAll(settings.entries(request::getHeader, !entries.isEmpty()));
        request.setAttribute(ATTRIBUTE, this);
        response.setHeader(RequestIds.HEADER, entries.get(RequestIds.KEY));
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

    /**
     * Logs the line once: Tomcat reports the end twice if a dispatch after the timeout ends with an error. After an
     * exception the container responds with 500 unless the response is committed. It logs the stack trace too, but after
     * all filters, where the MDC has no request id.
     */
    private void complete(@Nullable Throwable thrown) {
        if (!silent && completed.compareAndSet(false, true)) {
            line.log(thrown == null || response.isCommitted() ? response.getStatus() : SERVER_ERROR, thrown);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        MdcSnapshot before = MdcSnapshot.current();
        putMdc();
        if (TracerIds.current().isEmpty()) {
            agentIds.forEach(MDC::put);
        }
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
