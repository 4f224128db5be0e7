/** The Logback binding of json-line: {@code JsonEncoder}, {@code LogfmtEncoder} and filters. */
module io.github.lokiline.logback.json {
    exports io.github.lokiline.logback.json;

    requires static org.jspecify;
    requires transitive io.github.lokiline.json;
    requires transitive ch.qos.logback.classic;
    requires transitive ch.qos.logback.core;
    requires org.slf4j;
}
