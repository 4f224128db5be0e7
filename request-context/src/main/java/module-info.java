/** Puts request ids into the MDC and passes them on to the next service. */
@SuppressWarnings("module") // the starter is built later
module io.github.lokiline.request {
    exports io.github.lokiline.request;
    exports io.github.lokiline.request.internal to
            io.github.lokiline.spring;

    requires static org.jspecify;
    requires transitive org.slf4j;
    requires static jakarta.servlet;
    requires static spring.core;
    requires static spring.web;
    requires static reactor.core;
    requires static org.reactivestreams;
    requires static context.propagation;
    requires static okhttp3;
}
