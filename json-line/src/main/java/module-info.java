/** One log record as one line of UTF-8 JSON, or of logfmt. */
module io.github.lokiline.json {
    exports io.github.lokiline.json;

    requires static transitive org.jspecify;
    requires static tools.jackson.databind;
    requires static com.fasterxml.jackson.databind;
}
