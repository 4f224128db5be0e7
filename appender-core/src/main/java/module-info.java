/** The path from a framework's event to an entry, which the Loki appenders of all logging frameworks share. */
@SuppressWarnings("module") // The bindings that read the package are not on this module's path.
module io.github.lokiline.appender {
    exports io.github.lokiline.appender to
            io.github.lokiline.log4j2,
            io.github.lokiline.logback.loki;

    requires static org.jspecify;
    requires transitive io.github.lokiline.json;
    requires transitive io.github.lokiline.client;
}
