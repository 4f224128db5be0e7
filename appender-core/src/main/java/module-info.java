/** From a framework's event to an entry: what the Loki appenders of all logging frameworks have in common. */
module io.github.lokiline.append {
    exports io.github.lokiline.append;

    requires static org.jspecify;
    requires transitive io.github.lokiline.json;
    requires transitive io.github.lokiline.loki;
}
