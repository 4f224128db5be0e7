/** Delivers entries to Grafana Loki. */
module io.github.lokiline.loki {
    requires static org.jspecify;
    requires okhttp3;
    requires okio;
}
