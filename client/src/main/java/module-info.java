/** Delivers entries to Grafana Loki. */
module io.github.lokiline.loki {
    requires static org.jspecify;
    requires static micrometer.core;
    requires okhttp3;
    requires okio;

    exports io.github.lokiline.loki;
}
