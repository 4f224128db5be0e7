/** A program that diagnoses why log lines do not reach Loki. */
module io.github.lokiline.doctor {
    requires static org.jspecify;
    requires io.github.lokiline.logback.loki;
    requires io.github.lokiline.logback.json;
    requires io.github.lokiline.client;
    requires io.github.lokiline.json;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires okhttp3;
    requires okio;
    requires tools.jackson.databind;
    requires org.yaml.snakeyaml;
    requires java.logging;
}
