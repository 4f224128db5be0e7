/** Request ids in the MDC, from the first filter to the next service. */
module io.github.lokiline.request {
    exports io.github.lokiline.request;

    requires static transitive org.jspecify;
    requires transitive org.slf4j;
    requires static transitive jakarta.servlet;
    requires static transitive spring.core;
    requires static transitive okhttp3;
}
