package io.github.lokiline.request;

import io.github.lokiline.request.internal.HeaderMapping;
import io.github.lokiline.request.internal.MdcSnapshot;
import io.github.lokiline.request.internal.PathPatterns;
import io.github.lokiline.request.internal.RequestExchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Gives each request its id, in the MDC of whatever handles it and in the answer, and logs one line when it is over.
 *
 * <pre>
 * GET /orders/17        X-Request-ID: r-17
 *
 * {"asctime":"…","levelname":"INFO","name":"io.github.lokiline.request.RequestContextFilter","message":"Request completed",
 *  "threadName":"http-1","request_id":"r-17","method":"GET","path":"/orders/17","status_code":200,"duration_ms":12}
 * </pre>
 *
 * <p>{@code request_id} is the caller's {@code X-Request-ID} where it is well-formed (letters, digits and {@code - _ . :},
 * at most 128), else a new UUID. {@code trace_id} and {@code span_id} are those of a well-formed {@code traceparent} (W3C
 * Trace Context), unless a tracer has put its own there; without the header there are none, for no made-up id would lead
 * to a trace. OpenTelemetry's agent and its like put their ids into events, and only where no others stand: for them
 * {@code traceparent} is {@code false}, or every line would have the caller's span. The MDC is as it was when the
 * request leaves the thread, and back when an asynchronous one returns to another.
 *
 * <p>The line is at ERROR, with the trace, when an exception ended the request, at WARN for an answer of 5xx, else at
 * INFO. No query, header or body is logged but the headers that are listed. Register it first, for REQUEST, ASYNC and
 * ERROR; thread-safe.
 *
 * <p>Init parameters, or setters before the first request, both checked at once with {@link IllegalArgumentException}:
 * {@code headers} (none), {@code skip} (the usual paths of health checks) and {@code traceparent} (true).
 */
public final class RequestContextFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** What Kubernetes guides, Spring Boot's actuator and load balancers ask most. */
    private static final String HEALTH_CHECKS =
            "/health, /healthz, /livez, /readyz, /ping, /actuator/health, /actuator/health/*";

    private transient volatile List<HeaderMapping> headers = List.of();
    private transient volatile PathPatterns skipped = PathPatterns.parse(HEALTH_CHECKS);
    private volatile boolean traced = true;

    /** A filter with the defaults. */
    public RequestContextFilter() {}

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        String listed = config.getInitParameter("headers");
        if (listed != null) {
            setHeaders(listed);
        }
        String paths = config.getInitParameter("skip");
        if (paths != null) {
            setSkip(paths);
        }
        String trace = config.getInitParameter("traceparent");
        if (trace != null) {
            setTraceparent(trace);
        }
    }

    /**
     * Request headers that go into the MDC, cut at 256 characters and without control characters.
     *
     * @param headers names by commas, each with the key it gets: {@code X-Tenant-ID=tenant_id, User-Agent}; without one it
     *     is {@code user_agent}; default none
     * @throws IllegalArgumentException for an empty name or key
     */
    public void setHeaders(String headers) {
        this.headers = HeaderMapping.parse(headers);
    }

    /**
     * Paths whose requests log no completion line; all else holds for them too.
     *
     * @param skip paths by commas, {@code *} at the end for all that begin so; default {@code /health, /healthz, /livez,
     *     /readyz, /ping, /actuator/health, /actuator/health/*}
     * @throws IllegalArgumentException for what is no path
     */
    public void setSkip(String skip) {
        this.skipped = PathPatterns.parse(skip);
    }

    /**
     * Whether the ids of the header {@code traceparent} go into the MDC.
     *
     * @param traceparent {@code true}, the default, or {@code false}: a tracer puts its own ids into events
     * @throws IllegalArgumentException for anything else
     */
    public void setTraceparent(String traceparent) {
        String word = traceparent.strip();
        if (!word.equalsIgnoreCase("true") && !word.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("traceparent \"" + word + "\": wants true or false");
        }
        this.traced = Boolean.parseBoolean(word);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestExchange known = RequestExchange.of(request);
        if (known == null) {
            begin(new RequestExchange(request, response, headers, skipped, traced), request, response, chain);
        } else {
            goOn(known, request, response, chain);
        }
    }

    private static void begin(
            RequestExchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        MdcSnapshot before = MdcSnapshot.current();
        exchange.enter();
        Throwable failure = null;
        try {
            chain.doFilter(request, response);
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            exchange.leave(request, failure);
            before.restore();
        }
    }

    /** Dispatched again: to an asynchronous request's next thread, to an error page. */
    private static void goOn(
            RequestExchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            // Registered twice: the outer one does it all.
            chain.doFilter(request, response);
            return;
        }
        MdcSnapshot before = MdcSnapshot.current();
        exchange.enter();
        try {
            chain.doFilter(request, response);
        } catch (Throwable e) {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                exchange.failed(e);
            }
            throw e;
        } finally {
            before.restore();
        }
    }
}
