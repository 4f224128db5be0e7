/** The Logback face of delivery: {@code LokiAppender}. */
module io.github.lokiline.logback.loki {
    exports io.github.lokiline.logback.loki;

    requires static transitive org.jspecify;
    requires transitive io.github.lokiline.loki;
    requires transitive io.github.lokiline.logback.json;
    requires transitive ch.qos.logback.classic;
    requires transitive ch.qos.logback.core;
    requires org.slf4j;
}
