/** The Log4j 2 binding of lines and delivery: {@code <JsonLine>}, {@code <Logfmt>} and {@code <Loki>}. */
@SuppressWarnings("module") // the digit is part of the product's name
module io.github.lokiline.log4j2 {
    exports io.github.lokiline.log4j2;

    // Log4j fills the private fields of plugin builders.
    opens io.github.lokiline.log4j2 to
            org.apache.logging.log4j.core;

    requires static org.jspecify;
    requires transitive io.github.lokiline.json;
    requires transitive io.github.lokiline.client;
    requires io.github.lokiline.appender;
    requires transitive org.apache.logging.log4j;
    requires transitive org.apache.logging.log4j.core;
}
