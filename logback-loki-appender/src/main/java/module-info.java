/** The Logback binding of delivery: {@code LokiAppender}, and a configuration by environment variables. */
module io.github.lokiline.logback.loki {
    exports io.github.lokiline.logback.loki;

    // To everybody, for Logback's <include> reads defaults.xml through the class loader, which finds a module's
    // resources only in packages that are open without condition.
    opens io.github.lokiline.logback.loki;
    // Logback makes the parts that defaults.xml names.
    opens io.github.lokiline.logback.loki.internal to
            ch.qos.logback.core;

    requires static org.jspecify;
    requires transitive io.github.lokiline.client;
    requires io.github.lokiline.appender;
    requires transitive io.github.lokiline.logback.json;
    requires transitive ch.qos.logback.classic;
    requires transitive ch.qos.logback.core;
    requires org.slf4j;
}
