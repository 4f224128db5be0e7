/** One log event as one line of UTF-8 JSON, or of logfmt. */
@SuppressWarnings("module") // The siblings that read the packages are not on this module's path.
module io.github.lokiline.json {
    exports io.github.lokiline.json;
    exports io.github.lokiline.json.spi to
            io.github.lokiline.appender,
            io.github.lokiline.doctor,
            io.github.lokiline.log4j2,
            io.github.lokiline.logback.json,
            io.github.lokiline.logback.loki,
            io.github.lokiline.spring;
    exports io.github.lokiline.json.internal.write to
            io.github.lokiline.appender,
            io.github.lokiline.log4j2,
            io.github.lokiline.logback.json,
            io.github.lokiline.logback.loki;

    // Jackson must see the bean by which it is tried, or it would count as absent.
    opens io.github.lokiline.json.internal.jackson to
            tools.jackson.databind,
            com.fasterxml.jackson.databind;

    requires static java.sql;
    requires static org.jspecify;
    requires static tools.jackson.databind;
    requires static com.fasterxml.jackson.databind;
}
