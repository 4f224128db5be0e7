package io.github.lokiline.request.internal;

import io.github.lokiline.request.RequestContextFilter;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives each request of a WebFlux application an id and logs one line when it completes: {@link RequestContextFilter} for
 * reactive applications, with the same MDC keys, settings and line. Thread-safe.
 *
 * <p>The MDC follows a request from thread to thread by Micrometer's context propagation. It needs {@code
 * io.micrometer:context-propagation}, and Reactor's automatic propagation: {@code spring.reactor.context-propagation=auto}
 * or {@code Hooks.enableAutomaticContextPropagation()}. Without them only the completion line has the ids.
 *
 * <p>The completion line has level ERROR and the stack trace if an exception caused a 5xx response or broke one that had
 * begun, WARN for another 5xx response, else INFO. A request that the client cancels has status 499.
 */
public final class RequestContextWebFilter implements WebFilter, Ordered {
    private final FilterSettings settings;

    /** Creates a filter, and registers its MDC entries for context propagation. */
    public RequestContextWebFilter(FilterSettings settings) {
        this.settings = settings;
        ClassLoader loader = RequestContextWebFilter.class.getClassLoader();
        if (ClassUtils.isPresent("io.micrometer.context.ThreadLocalAccessor", loader)) {
            RequestEntriesAccessor.register();
        }
    }

    /** Runs before Spring Security, so that a refused request has an id and a line too. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        WebRequestExchange request = new WebRequestExchange(exchange.getRequest(), exchange.getResponse(), settings);
        return chain.filter(exchange)
                .doOnSuccess(done -> request.complete())
                .doOnError(request::fail)
                .doOnCancel(request::cancel)
                .contextWrite(context -> context.put(RequestEntriesAccessor.KEY, request.entries()));
    }
}
