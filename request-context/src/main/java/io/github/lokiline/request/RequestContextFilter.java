package io.github.lokiline.request;

import io.github.lokiline.request.internal.FilterSettings;
import io.github.lokiline.request.internal.MdcSnapshot;
import io.github.lokiline.request.internal.RequestExchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Gives each request an id, in the MDC and in the response header, and logs one line when the request completes.
 *
 * <pre>
 * GET /orders/17        X-Request-ID: r-17
 *
 * {"asctime":"…","levelname":"INFO","name":"io.github.lokiline.request.RequestContextFilter","message":"Request completed",
 *  "threadName":"http-1","request_id":"r-17","method":"GET","path":"/orders/17","status_code":200,"duration_ms":12}
 * </pre>
 *
 * <p>MDC keys:
 * <ul>
 *   <li>{@code request_id}: the caller's {@code X-Request-ID} if it is well-formed (1 to 128 letters, digits and {@code
 *   - _ . :}), else a new UUID.
 *   <li>{@code trace_id}, {@code span_id}: the ids of a well-formed {@code traceparent} header (W3C Trace Context),
 *   unless a tracer has its own: {@code trace_id} or {@code traceId} in the MDC, or OpenTelemetry's Java agent. Without the
 *   header they are not set, because an invented id would lead to no trace.
 * </ul>
 *
 * <p>Set {@code traceparent} to {@code false} if another agent adds its ids to events.
 *
 * <p>The MDC is restored when the request leaves a thread, and set again when an asynchronous request continues on
 * another thread.
 *
 * <p>The completion line has level ERROR and the stack trace if an exception ended the request, WARN for a 5xx
 * response, else INFO. It contains no query and no body, and only those headers that {@code headers} lists. Register
 * the filter first, or directly behind Spring's {@code ServerHttpObservationFilter}, for the dispatcher types REQUEST,
 * ASYNC and ERROR. Thread-safe.
 *
 * <p>The settings are init parameters, or setters that are called before the first request: {@code headers} (default:
 * none), {@code skip} (default: the usual health-check paths) and {@code traceparent} (default: true). An invalid value
 * raises {@link IllegalArgumentException} at once.
 */
public final class RequestContextFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient FilterSettings settings = new FilterSettings();

    /** Creates a filter with the default settings. */
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
     * Sets the request headers that are copied into the MDC. Values are cut at 256 characters and control characters
     * are replaced by {@code ?}.
     *
     * @param headers comma-separated names, each with an optional MDC key: {@code X-Tenant-ID=tenant_id, User-Agent};
     *     the default key is the name in lower case with {@code _} for {@code -}, here {@code user_agent}; default none
     * @throws IllegalArgumentException if a name or key is empty
     */
    public void setHeaders(String headers) {
        settings.setHeaders(headers);
    }

    /**
     * Sets the paths whose requests log no completion line; their MDC and response header are set as for any other
     * request.
     *
     * @param skip comma-separated paths; a trailing {@code *} matches any suffix; default {@code /health, /healthz,
     *     /livez, /readyz, /ping, /actuator/health, /actuator/health/*}
     * @throws IllegalArgumentException if an item does not begin with {@code /}, or has a {@code *} before its end
     */
    public void setSkip(String skip) {
        settings.setSkip(skip);
    }

    /**
     * Sets whether the ids of the {@code traceparent} header are copied into the MDC.
     *
     * @param traceparent {@code true} (default, unless OpenTelemetry's Java agent runs) or {@code false}
     * @throws IllegalArgumentException for any other value
     */
    public void setTraceparent(String traceparent) {
        settings.setTraceparent(traceparent);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestExchange known = RequestExchange.find(request);
        if (known == null) {
            handleNew(new RequestExchange(request, response, settings), request, response, chain);
        } else {
            handleFurtherDispatch(known, request, response, chain);
        }
    }

    private static void handleNew(
            RequestExchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        MdcSnapshot before = MdcSnapshot.current();
        exchange.putMdc();
        Throwable failure = null;
        try {
            chain.doFilter(request, response);
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            exchange.completeOrAwait(request, failure);
            before.restore();
        }
    }

    /** Handles a further dispatch of a known request: the next thread of an asynchronous request, or an error page. */
    private static void handleFurtherDispatch(
            RequestExchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            // The filter is registered twice; the outer one does all the work.
            chain.doFilter(request, response);
            return;
        }
        MdcSnapshot before = MdcSnapshot.current();
        exchange.putMdc();
        try {
            chain.doFilter(request, response);
        } catch (Throwable e) {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                exchange.recordFailure(e);
            }
            throw e;
        } finally {
            before.restore();
        }
    }
}
