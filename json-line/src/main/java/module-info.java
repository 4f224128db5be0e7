/** One log record as one line of UTF-8 JSON, or of logfmt. */
module io.github.lokiline.json {
    exports io.github.lokiline.json;

    // Jackson must see the bean by which it is tried, or it would count as absent.
    opens io.github.lokiline.json.internal.jackson to
            tools.jackson.databind,
            com.fasterxml.jackson.databind;

    requires static org.jspecify;
    requires static tools.jackson.databind;
    requires static com.fasterxml.jackson.databind;
}
