/** Delivers entries to Grafana Loki. */
@SuppressWarnings("module") // The sibling that reads a package is not on this module's path.
module io.github.lokiline.client {
    requires static org.jspecify;
    requires static micrometer.core;
    requires java.net.http;
    requires okhttp3;
    requires okio;

    exports io.github.lokiline.client;
    exports io.github.lokiline.client.internal.config to
            io.github.lokiline.appender,
            io.github.lokiline.doctor;
    exports io.github.lokiline.client.internal.engine to
            io.github.lokiline.appender;
    exports io.github.lokiline.client.internal.producer to
            io.github.lokiline.appender;
}
