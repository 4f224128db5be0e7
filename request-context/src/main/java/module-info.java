/** Request ids in the MDC, from the first filter to the next service. */
module io.github.lokiline.request {
    exports io.github.lokiline.request;

    requires static org.jspecify;
    requires transitive org.slf4j;
    requires static jakarta.servlet;
    requires static spring.core;
    requires static okhttp3;
}
